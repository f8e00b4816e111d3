// Who works where, in the simulated block: people, their grants, their phones. What the server knows of
// them is read from here, and the oracle of the invariants reads it too.
import type { Grant } from '#shared/access/access.ts';
import type { Role } from '#shared/access/table.ts';
import { crc32Text } from '#shared/sync/digest.ts';
import type { Profile } from '#shared/sync/profile.ts';
import type { Session } from '#server/auth/session.ts';

export const BLOCK = '10.193.1710';
export const VILLAGE = `${BLOCK}.p01.v1`;
export const TOLAS = [`${VILLAGE}.t1`, `${VILLAGE}.t2`] as const;

/** A centre of the district, where files of persons are kept. */
export const CENTRE = '10.193.osc1';

export interface Device {
  readonly id: string;
  readonly person: string;
  revoked: boolean;
  /** Counters up to this are in a verified backup. */
  safe: number;
  unsent: number;
  held: number;
}

export interface GrantRow {
  readonly id: string;
  readonly person: string;
  readonly role: Role;
  readonly place: string;
  readonly from: string;
  to: string | null;
}

/** People, grants and devices outlive a restore: they change seldom, and each change is small. */
export class Office {
  readonly grants: GrantRow[] = [];
  readonly devices = new Map<string, Device>();

  grant(person: string, role: Role, place: string, from = '2026-01-01'): void {
    this.grants.push({ id: `g${this.grants.length + 1}`, person, role, place, from, to: null });
  }

  enrol(person: string): Device {
    const device: Device = { id: `d${this.devices.size + 1}`, person, revoked: false, safe: 0, unsent: 0, held: 0 };
    this.devices.set(device.id, device);
    return device;
  }

  grantsOf(person: string): readonly Grant[] {
    return this.grants.filter((g) => g.person === person).map((g) => ({ ...g }));
  }

  session(id: string): Session {
    const device = this.devices.get(id);
    if (device === undefined) throw new Error('no such device');
    return {
      device: id, person: device.person, personName: device.person, grants: this.grantsOf(device.person), revoked: device.revoked, safeCounter: device.safe,
      lastSeen: 0, app: 'sim', unsent: device.unsent, held: device.held,
    };
  }

  profile(id: string, epoch: string): Profile {
    const { person, grants } = this.session(id);
    return {
      digest: digestOf(grants), epoch, person: { id: person, name: person }, device: id, grants: [...grants], places: [], colleagues: {}, leaseDays: 7, idleMinutes: 5,
    };
  }
}

export function digestOf(grants: readonly Grant[]): string {
  return String(crc32Text(grants.map((g) => `${g.id}:${g.to ?? ''}`).join(',')));
}

/** India's ISO day of a moment. */
export function dayOf(ms: number): string {
  return new Date(ms + 330 * 60_000).toISOString().slice(0, 10);
}
