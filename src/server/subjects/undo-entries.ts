// Takes back what a stretch of a batch's rows said, in one transaction. What a batch that is taken back said counts
// no more: an entry says the highest of its versions that any other batch said.
//
//   no other batch said any of it ......... gone, with what is counted and looked for of it
//   another version counts now ............ it says that again, and what it said until now is past
//   a later list said it too, or more ..... stays, and is listed
import type { PoolClient } from 'pg';
import { stateOf } from '#shared/place/place.ts';
import type { Batch } from '../imports/batch-store.ts';
import { copyRows } from '../imports/copy-rows.ts';
import type { UndoStep } from '../imports/undo-chunk.ts';
import type { Undo } from '../imports/undo-store.ts';
import { unseal } from '../keys/seal.ts';
import type { Services } from '../services.ts';
import { dropFacets, writeFacets, type FacetRow } from './facets.ts';
import { linkNew } from './link-new.ts';
import { putInPast } from './write-entries.ts';

interface Entry {
  readonly id: string;
  readonly category: string;
  readonly version: number;
  readonly batch: string;
  readonly standing: string;
}

/** @param undone other batches that were taken back */
export function entryChunks(services: Services, { place, id: batch }: Batch, undone: readonly string[], chunkRows: number): (client: PoolClient, undo: Undo) => Promise<UndoStep> {
  const state = stateOf(place);
  const silent = [...undone, batch];
  return async (client, undo) => {
    const { rows: said } = await client.query<{ n: number; entry: string; version: number }>('SELECT n, entry, version FROM subject_said WHERE state = $1 AND batch = $2 AND n > $3 ORDER BY n LIMIT $4', [state, batch, undo.counter, chunkRows]);
    const last = said.at(-1);
    if (last === undefined) return { ...undo, more: false };
    const ids = said.map(({ entry }) => entry);
    const { rows } = await client.query<Entry>(`SELECT id, category, version, batch, standing FROM subject_entry WHERE state = $1 AND id = ANY ($2) ORDER BY id${undo.dry ? '' : ' FOR UPDATE'}`, [state, ids]);
    const entries = new Map(rows.map((entry) => [entry.id, entry]));
    const counting = await versionsThatCount(client, state, ids, silent);
    const makers = await versionsMadeBy(client, state, ids, batch);

    const gone: string[] = [];
    const back: { readonly entry: Entry; readonly version: number }[] = [];
    const kept: { readonly n: number; readonly entry: string }[] = [];
    let absent = 0;
    for (const { n, entry: id, version } of said) {
      const entry = entries.get(id);
      const counts = counting.get(id);
      if (entry === undefined || entry.standing !== 'there') absent += 1;
      else if (counts === undefined) gone.push(id);
      else if (counts !== entry.version) back.push({ entry, version: counts });
      // What it only said once more after another list is as it was.
      else if (makers.has(`${id} ${version}`)) kept.push({ n, entry: id });
    }
    await copyRows(client, 'import_undo_kept (district, batch, counter, record, place, why, paths, said)', kept.map(({ n, entry }) => [undo.district, batch, n, entry, place, 'later-list', '[]', '']));
    if (!undo.dry) {
      await client.query(`UPDATE subject_entry SET standing = 'gone' WHERE state = $1 AND id = ANY ($2)`, [state, gone]);
      await dropFacets(client, state, gone);
      await giveBack(client, services, { state, source: place }, back);
      await linkNew(client, services, state, [...gone, ...back.map(({ entry }) => entry.id)]);
    }
    return {
      counter: last.n, ownList: 0, ownPerson: 0, gone: undo.gone + gone.length, restored: undo.restored + back.length, absent: undo.absent + absent, kept: undo.kept + kept.length,
      more: said.length === chunkRows,
    };
  };
}

/** Of each entry the highest version that a batch said which was not taken back. */
async function versionsThatCount(client: PoolClient, state: number, entries: readonly string[], silent: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await client.query<{ entry: string; version: number }>(
    'SELECT entry, max(version) AS version FROM subject_said WHERE state = $1 AND entry = ANY ($2) AND NOT batch = ANY ($3) GROUP BY entry', [state, entries, silent],
  );
  return new Map(rows.map(({ entry, version }) => [entry, version]));
}

/** `<entry> <version>` of those that the batch said first. */
async function versionsMadeBy(client: PoolClient, state: number, entries: readonly string[], batch: string): Promise<Set<string>> {
  const { rows } = await client.query<{ entry: string; version: number }>(
    `SELECT id AS entry, version FROM subject_entry WHERE state = $1 AND id = ANY ($2) AND batch = $3
     UNION ALL SELECT entry, version FROM subject_entry_past WHERE state = $1 AND entry = ANY ($2) AND batch = $3`, [state, entries, batch],
  );
  return new Set(rows.map(({ entry, version }) => `${entry} ${version}`));
}

/** A version that was past is said again under its own number; its next one will be higher than any it had. */
async function giveBack(client: PoolClient, services: Services, { state, source }: { readonly state: number; readonly source: string }, back: readonly { readonly entry: Entry; readonly version: number }[]): Promise<void> {
  if (back.length === 0) return;
  const ids = back.map(({ entry }) => entry.id);
  await putInPast(client, state, ids);
  const { rows } = await client.query<{ id: string; sealed: Buffer }>(
    `WITH past AS (DELETE FROM subject_entry_past p USING unnest($2::text[], $3::int[]) AS n (entry, version) WHERE p.state = $1 AND p.entry = n.entry COLLATE "C" AND p.version = n.version RETURNING p.*)
     UPDATE subject_entry e SET said_hash = past.said_hash, sealed = past.sealed, batch = past.batch, version = past.version, at = past.at FROM past WHERE e.state = $1 AND e.id = past.entry RETURNING e.id, e.sealed`,
    [state, ids, back.map(({ version }) => version)],
  );
  const keys = await services.keys.of(client, ids.map((id) => `e:${id}`));
  const categories = new Map(back.map(({ entry }) => [entry.id, entry.category]));
  const facets = rows.flatMap(({ id, sealed }): FacetRow[] => {
    const key = keys.get(`e:${id}`);
    return key === undefined ? [] : [{ entry: id, source, category: categories.get(id) ?? '', values: JSON.parse(unseal(key, `entry:${id}`, sealed).toString()) }];
  });
  await writeFacets(client, services, state, facets);
}
