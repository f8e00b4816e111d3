// Where the browser's gates are played: the built app, the real server in a process of its own, a line
// between them that can be spoilt, and mitras with phones.
import { openBetween, type Between } from '#tests/support/between.ts';
import { openOffice, type Office } from '#tests/support/office.ts';
import { runServer, type RunningServer } from '#tests/support/running-server.ts';
import { LINE_FREE, openSlowLine, type SlowLine } from '#tests/support/slow-line.ts';
import { Mitra } from './mitra.ts';

export interface World {
  /** Where phones find the app. */
  readonly url: string;
  readonly server: RunningServer;
  readonly between: Between;
  readonly slow: SlowLine;
  readonly office: Office;
  /** A mitra with her first list, and the app itself on her phone. The line is open afterwards. */
  newMitra(): Promise<Mitra>;
  /** One who has her lock but not yet her list. @param place by default where the first mitra works */
  enrolledMitra(place?: string): Promise<Mitra>;
  /** What every phone that is on shows now. @param path of a PNG, without its end */
  photograph(path: string): Promise<void>;
  close(): Promise<void>;
}

/** @param databaseUrl of an empty database; the server fills it with its demo district. */
export async function openGateWorld(databaseUrl: string): Promise<World> {
  const server = await runServer({ DATABASE_URL: databaseUrl });
  const between = await openBetween(server.port);
  const slow = await openSlowLine(between.port, LINE_FREE);
  const office = await openOffice(databaseUrl);
  const url = `http://localhost:${slow.port}/`;
  const mitras: Mitra[] = [];
  const enrolledMitra = async (place?: string): Promise<Mitra> => {
    between.be('open');
    slow.shape(LINE_FREE);
    const person = await (place === undefined ? office.newPerson('गीता कुमारी', 'mitra') : office.personAt('गीता कुमारी', 'mitra', place));
    const mitra = new Mitra(person, url);
    mitras.push(mitra);
    await mitra.switchOn();
    await mitra.phone.enrol(await office.codeFor(person));
    return mitra;
  };
  return {
    url, server, between, slow, office,
    async newMitra() {
      const mitra = await enrolledMitra();
      await mitra.begin();
      return mitra;
    },
    enrolledMitra,
    async photograph(path) {
      for (const [n, { phone }] of mitras.entries()) if (phone.isOn) await phone.page.screenshot({ path: `${path}-${n}.png` }).catch(() => undefined);
    },
    async close() {
      for (const mitra of mitras) await mitra.phone.throwAway();
      await office.close();
      await slow.close();
      await between.close();
      await server.stop();
    },
  };
}
