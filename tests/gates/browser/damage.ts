// After the battery was pulled, one half of what the phone keeps is damaged or gone: the end of
// IndexedDB's log or of the journal is torn off, a whole folder is deleted. Nothing that was called saved
// or kept may be missing, the repair of a lost half is told, and the phone never calls itself new.
import { cutDatabaseLog, cutJournal, deleteDatabases, deleteFiles } from '#tests/support/phone-disk.ts';
import { beginRefusal, untilKept } from '#tests/support/door-work.ts';
import { hi } from '#tests/support/words.ts';
import { compareWithServer, expectSo, familiesOnServer, missingFamilies, type Tally } from './scenario.ts';
import type { World } from './world.ts';

export interface Damage {
  readonly name: string;
  /** While the browser is off. */
  readonly happen: (profile: string) => void;
  /** What must be told at the next start; undefined: the torn end may have been of no consequence. */
  readonly told?: 'rebuilt-from-journal' | 'journal-rebuilt';
}

export const DAMAGES: readonly Damage[] = [
  ...[1, 300, 3_000].map((bytes): Damage => ({ name: `database log torn by ${bytes}`, happen: (profile) => void cutDatabaseLog(profile, bytes) })),
  ...[1, 300, 3_000].map((bytes): Damage => ({ name: `journal torn by ${bytes}`, happen: (profile) => void cutJournal(profile, bytes) })),
  { name: 'databases deleted', happen: deleteDatabases, told: 'rebuilt-from-journal' },
  { name: 'files deleted', happen: deleteFiles, told: 'journal-rebuilt' },
];

/** One damage after the other on one phone, each after more work, all without a network; handed in at the end. */
export async function damage(world: World, damages: readonly Damage[]): Promise<Tally> {
  const mitra = await world.newMitra();
  const { phone } = mitra;
  world.between.be('dead');
  let lost = 0;
  for (const { name, happen, told } of damages) {
    await mitra.survey();
    await beginRefusal(phone);
    await untilKept(phone);
    await phone.kill();
    happen(phone.profile);
    await mitra.reopen();
    if (told !== undefined) await phone.page.getByText(hi(`app:incident.${told}`)).waitFor();
    lost += await missingFamilies(world, mitra);
    await phone.goTab('today');
    await phone.page.getByRole('link', { name: hi('today:resume') }).click();
    expectSo(await phone.page.getByRole('radio', { name: hi('jeevika:choice.refusal.no_time') }).isChecked(), `${name}: the form that was begun is there`);
    await mitra.save();
    if (told === 'rebuilt-from-journal') {
      await phone.goTab('today');
      await phone.page.getByText(hi('today:noList'), { exact: true }).waitFor();
      expectSo(await phone.page.getByText(hi('today:allDone'), { exact: true }).count() === 0, 'a phone without its list does not say that all houses are done');
    }
    // LevelDB goes on writing behind the torn end of its log: that may show only at the start after the next.
    await phone.kill();
    await mitra.reopen();
    lost += await missingFamilies(world, mitra);
    world.between.be('open');
    await mitra.fetchLostList();
    world.between.be('dead');
    expectSo(mitra.said.newPhone === 0, `${name}: the phone does not call itself new`);
  }
  expectSo(mitra.said.saves === mitra.said.families.size, 'no house is offered again that was called saved');
  world.between.be('open');
  await mitra.sendAll();
  const end = await compareWithServer(world, mitra);
  await phone.kill();
  return { runs: damages.length, saved: mitra.said.families.size, lost: lost + end.lost };
}

/**
 * Both halves gone: the browser has nothing left that could tell of her. It is a new phone and says so;
 * what had been sent comes back with a new code, and the office still sees how much had not.
 */
export async function bothGone(world: World): Promise<Tally> {
  const mitra = await world.newMitra();
  const { phone } = mitra;
  await mitra.survey();
  await mitra.sendAll();
  await phone.kill();
  deleteDatabases(phone.profile);
  deleteFiles(phone.profile);
  await mitra.switchOn();
  await phone.enrol(await world.office.codeFor(mitra.person));
  await phone.firstList();
  expectSo(mitra.said.newPhone > 0, 'it says that it is new');
  await mitra.survey();
  await mitra.sendAll();
  const there = await familiesOnServer(world, mitra.person);
  await phone.kill();
  return { runs: 1, saved: mitra.said.families.size, lost: [...mitra.said.families].filter((id) => !there.has(id)).length };
}
