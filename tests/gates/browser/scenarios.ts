// All of them, in the order they are played.
import { captivePortal, pullOver2G, pushOver2G } from './slow.ts';
import { clockJumps } from './clock.ts';
import { flapping } from './flapping.ts';
import { update } from './update.ts';
import { bothGone, DAMAGES, damage } from './damage.ts';
import { full } from './full.ts';
import { killApp } from './kill-app.ts';
import { killStore } from './kill-store.ts';
import { notPersistent } from './no-room.ts';
import { frozenTab } from './tabs.ts';
import type { Scenario } from './scenario.ts';

export const SCENARIOS: readonly Scenario[] = [
  { name: 'kill-store', play: (_, random, { kills }) => killStore(random, Math.ceil(kills * 0.75)) },
  { name: 'kill-app-surveys', play: (world, random, { kills }) => killApp(world, random, { kills: Math.ceil(kills * 0.15), work: 'surveys' }) },
  { name: 'kill-app-ticks', play: (world, random, { kills }) => killApp(world, random, { kills: Math.ceil(kills * 0.15), work: 'ticks' }) },
  { name: 'damage', play: (world) => damage(world, DAMAGES) },
  { name: 'both-gone', play: (world) => bothGone(world) },
  { name: 'full', play: (world, random) => full(world, random, 3) },
  { name: 'frozen-tab', play: (world) => frozenTab(world, 3) },
  { name: 'update', play: (world) => update(world, 60) },
  { name: 'flapping', play: (world, random, { minutes }) => flapping(world, random, { seconds: minutes * 60, every: [1, 10] }) },
  { name: '2g-push', play: (world) => pushOver2G(world, 500) },
  { name: '2g-pull', play: (world) => pullOver2G(world) },
  { name: 'captive-portal', play: (world) => captivePortal(world) },
  { name: 'not-persistent', play: (world) => notPersistent(world) },
  { name: 'clock', play: (world, random) => clockJumps(world, random, 6) },
];
