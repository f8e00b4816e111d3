// A number that only one family may have: it is hers as soon as anybody has written it, also while it is contested.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectWhole } from '#tests/support/whole.ts';
import { createTestServer, VILLAGE, type TestPhone, type TestServer } from '#tests/support/server.ts';

let server: TestServer;
let reena: TestPhone;
let geeta: TestPhone;
let meena: TestPhone;

beforeAll(async () => {
  server = await createTestServer();
  [reena, geeta, meena] = [await server.worker('mitra', VILLAGE), await server.worker('mitra', VILLAGE), await server.worker('mitra', VILLAGE)];
});
afterAll(async () => {
  await expectWhole(server.services);
  await server.close();
});

describe('a card number', () => {
  test('that is contested can be nobody else\'s, so whatever is settled later can be handed in', async () => {
    const made = reena.change({ headName: 'सुनीता' });
    await reena.sync([made]);
    for (const phone of [reena, geeta, meena]) await phone.sync();
    const family = reena.records.get(made.record);
    const [first, second] = [reena.change({ cardNumber: '10000001' }, { record: family }), geeta.change({ cardNumber: '10000002' }, { record: geeta.records.get(made.record) })];
    await reena.sync([first]);
    await geeta.sync([second]);
    const taken = meena.change({ headName: 'राधा', cardNumber: '10000002' });
    expect((await meena.sync([taken])).head?.results).toEqual([['h', 'duplicate', ['cardNumber']]]);
    // She has seen the first alone, and writes another: now the second is in force.
    await reena.sync();
    const third = reena.change({ cardNumber: '10000003' }, { record: family, over: { replaces: { cardNumber: [first.id] } } });
    expect((await reena.sync([third])).head?.results).toEqual([['a', expect.any(Number)]]);
  });

  test('of work that waited for its base is looked at again when the base comes', async () => {
    const made = reena.change({ headName: 'लक्ष्मी' });
    const later = reena.change({ cardNumber: '20000001' }, { id: made.record, over: { replaces: { cardNumber: [made.id] } } });
    expect((await reena.sync([later])).head?.results).toEqual([['h', 'unknown-base', ['cardNumber']]]);
    expect((await geeta.sync([geeta.change({ headName: 'पूजा', cardNumber: '20000001' })])).head?.results).toEqual([['a', expect.any(Number)]]);
    // The base goes in; what waited has been overtaken and stays for its author to mend.
    expect((await reena.sync([made])).head?.results).toEqual([['a', expect.any(Number)]]);
    const { rows } = await server.db.pool.query<{ status: string }>('SELECT status FROM held_change WHERE id = $1', [later.id]);
    expect(rows).toEqual([{ status: 'open' }]);
  });
});
