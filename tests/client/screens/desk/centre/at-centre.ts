// A State Resource Centre to try its pages on: the real server with the demo's people of Uttarakhand, rows of lists
// written as it keeps them, and real browsers at the desk.
import { AxeBuilder } from '@axe-core/playwright';
import { randomBytes } from 'node:crypto';
import { PROGRAMMES } from '#programmes/index.ts';
import { openDatabase } from '#server/db/database.ts';
import { matchState } from '#server/matching/start.ts';
import { createRegistry } from '#server/registry.ts';
import { remakeFacets } from '#server/subjects/facets.ts';
import { BrowserPhone } from '#tests/support/browser-phone.ts';
import { writeEntries, type EntryRow } from '#tests/support/entries.ts';
import { demoDatabaseUrl } from '#tests/support/postgres.ts';
import { keysOfRunning, runServer, type RunningServer } from '#tests/support/running-server.ts';
import { hi } from '#tests/support/words.ts';

export const STATE = 5;

export interface Centre {
  readonly server: RunningServer;
  /** Rows as departments' files leave them there. */
  readonly write: (rows: readonly EntryRow[]) => Promise<void>;
  /** Has the rows compared now, as the server does every half minute. */
  readonly compare: () => Promise<void>;
  /** Token of whom a row is about. */
  readonly tokenOf: (entry: string) => Promise<string>;
  /** Opens the desk of the person whose line of the demo has these words. */
  readonly atDesk: (line: string) => Promise<BrowserPhone>;
  close(): Promise<void>;
}

/** What the demo's departments handed in, and all that was made of it. */
const LISTS = [
  'subject', 'subject_entry', 'subject_entry_past', 'subject_said', 'subject_source', 'subject_link', 'subject_link_past', 'subject_joining', 'subject_pair', 'subject_waiting', 'subject_run',
  'subject_facet', 'subject_block', 'subject_blocked', 'subject_blocks_of',
];

/** @param demoLists keep the lists of the demo; else no department has handed in anything yet */
export async function startCentre({ demoLists = false } = {}): Promise<Centre> {
  const url = await demoDatabaseUrl();
  const server = await runServer({ DATABASE_URL: url });
  const db = openDatabase(url, { connections: 4 });
  const keys = await keysOfRunning();
  const services = { db, keys, registry: createRegistry(PROGRAMMES), clock: Date.now, random: randomBytes };
  if (!demoLists) {
    // Not while they are being compared: what is taken away then would be put back in part.
    await matchState(services, STATE, { stopping: new AbortController().signal, threads: 1 });
    while (((await db.pool.query(`SELECT FROM subject_waiting UNION ALL SELECT FROM subject_run WHERE standing IN ('running', 'joining') LIMIT 1`)).rowCount ?? 0) > 0) await new Promise((wait) => { setTimeout(wait, 200); });
    await db.pool.query(`TRUNCATE ${LISTS.join(', ')}`);
  }
  const phones: BrowserPhone[] = [];
  return {
    server,
    write: async (rows) => {
      await writeEntries(services, STATE, rows);
      await remakeFacets(services);
    },
    compare: () => matchState(services, STATE, { stopping: new AbortController().signal, threads: 1 }),
    tokenOf: async (entry) => {
      const { rows: [row] } = await db.pool.query<{ token: string }>('SELECT token FROM subject_link WHERE state = $1 AND entry = $2', [STATE, entry]);
      if (row === undefined) throw new Error('the row is about nobody');
      return row.token;
    },
    atDesk: async (line) => {
      const phone = new BrowserPhone({ width: 1366, height: 768 });
      phones.push(phone);
      await phone.turnOn(`http://localhost:${server.port}/`);
      await phone.enrol(server.codes().find((code) => code.line.includes(line))?.code ?? '');
      await phone.press(hi('app:download.start'));
      await phone.press(hi('app:download.open'));
      await phone.page.getByRole('navigation', { name: hi('desk:sections'), exact: true }).waitFor();
      return phone;
    },
    close: async () => {
      for (const phone of phones) await phone.throwAway();
      await db.close();
      await server.stop();
    },
  };
}

export async function open({ page }: BrowserPhone, section: string): Promise<void> {
  await page.getByRole('navigation', { name: hi('desk:sections'), exact: true }).getByRole('link', { name: hi(`desk:section.${section}`) }).click();
  await page.getByRole('heading', { level: 1, name: hi(`desk:section.${section}`) }).waitFor();
}

export async function openChild(phone: BrowserPhone, token: string): Promise<void> {
  await open(phone, 'children');
  // As it may be read from a paper: small letters, no dash.
  await phone.page.getByLabel(hi('subjects:children.tokenSearch')).fill(token.toLowerCase().replace('-', ''));
  await phone.page.getByRole('button', { name: hi('subjects:children.open'), exact: true }).click();
  await phone.page.getByRole('heading', { level: 1, name: token }).waitFor();
}

/** Faults of accessibility and of width, in an office and on a phone. */
export async function faultsOf({ page, cdp }: BrowserPhone): Promise<string[]> {
  const found: string[] = [];
  for (const width of [360, 1366]) {
    await cdp?.send('Emulation.setDeviceMetricsOverride', { width, height: 768, deviceScaleFactor: 1, mobile: false });
    await page.waitForTimeout(300);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    found.push(...violations.map((v) => `${width} ${v.id}: ${v.nodes[0]?.html ?? ''}`), ...(wide > 0 ? [`${width}: ${wide} pixels too wide`] : []));
  }
  return found;
}
