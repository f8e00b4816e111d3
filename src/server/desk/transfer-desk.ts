// Before someone goes: what is open with her, place by place, and who could take over.
import type { Grant } from '#shared/access/access.ts';
import { grantTime, type DeskGrant } from '#shared/desk/people.ts';
import type { Taker, TransferView } from '#shared/desk/transfer.ts';
import { today, type Services } from '../services.ts';
import { holdsAlready, takersOf } from '../people/transfer.ts';
import { contestedAt, filesOf, keepsFiles, openWorkAt } from './open-work.ts';
import { readPerson } from './people-desk.ts';

/** Undefined: nothing of hers is shown. @param mine may the asker give such a grant? @param shown may she see it? */
export async function readTransfer(services: Services, person: string, mine: (grant: Grant) => boolean, shown: (grant: Grant) => boolean): Promise<TransferView | undefined> {
  const found = await readPerson(services, person, shown);
  if (found === undefined) return undefined;
  const day = today(services);
  const plain = ({ id, role, place, from, to }: DeskGrant): Grant => ({ id, person, role, place: place.code, from, to });
  const open = found.person.grants.filter((g) => ['current', 'coming'].includes(grantTime(g, day)) && mine(plain(g)));
  const work = await openWorkAt(services, open.map((g) => g.place.code));
  const places: TransferView['places'] = [];
  for (const grant of open) {
    const { role, place: { code } } = grant;
    places.push({
      grant, work: work.get(code) ?? null,
      contested: await contestedAt(services, code) ?? null,
      files: keepsFiles(role) ? await filesOf(services, code, person) : null,
      takers: await whoCould(services, plain(grant), day),
    });
  }
  return { ...found, places };
}

/** Who is nearest first: at the very place, in the same panchayat and village, then by name. */
async function whoCould(services: Services, grant: Grant, day: string): Promise<Taker[]> {
  const rows = await takersOf(services.db.pool, grant, day);
  const people = new Map<string, typeof rows>();
  for (const row of rows) people.set(row.person, [...(people.get(row.person) ?? []), row]);
  const shared = (place: string): number => place.split('.').filter((part, i) => grant.place.split('.')[i] === part).length;
  return [...people].map(([person, grants]) => ({
    closeness: Math.max(...grants.map((g) => shared(g.place))),
    taker: { person, name: grants[0]?.name ?? '', has: holdsAlready(grants, grant.role, grant.place, day), near: grants.some((g) => g.place === grant.place) },
  })).sort((a, b) => Number(b.taker.has) - Number(a.taker.has) || Number(b.taker.near) - Number(a.taker.near) || b.closeness - a.closeness || a.taker.name.localeCompare(b.taker.name)).map(({ taker }) => taker);
}
