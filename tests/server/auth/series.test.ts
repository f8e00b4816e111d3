// Every phone counts its files in a series of its own.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { profileSchema, type Profile } from '#shared/sync/profile.ts';
import { giveSeries, seriesLength } from '#server/auth/series.ts';
import { createTestServer, VILLAGE, type TestPhone, type TestServer } from '#tests/support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await createTestServer();
});
afterAll(() => server.close());

const profileOf = async (phone: TestPhone): Promise<Profile> => profileSchema.parse((await phone.get('/api/profile')).body);

describe('the series of a phone', () => {
  test('comes with its enrolment, stays, and is nobody else’s', async () => {
    const phones = [];
    for (let n = 0; n < 40; n += 1) phones.push(await server.worker('mitra', VILLAGE));
    const series = phones.map((phone) => phone.profile.series ?? '');
    expect(series.filter((one) => !/^[0-9A-Z]{2,3}$/u.test(one))).toEqual([]);
    expect(new Set(series).size).toBe(40);
    const [first] = phones;
    expect(first === undefined ? undefined : (await profileOf(first)).series).toBe(series[0]);
  });

  test('of a phone enrolled before there were any comes with its next profile, which it hears of by the digest', async () => {
    const phone = await server.worker('mitra', VILLAGE);
    await server.db.pool.query('UPDATE device SET series = NULL WHERE id = $1', [phone.profile.device]);
    const told = (await phone.sync()).head?.profile;
    expect(told).toEqual(expect.any(String));
    const [one, again] = await Promise.all([profileOf(phone), profileOf(phone)]);
    expect(one.series).toMatch(/^[0-9A-Z]{2,3}$/u);
    expect(again.series).toBe(one.series);
    expect((await phone.sync([], { profile: one.digest })).head?.profile).toBeUndefined();
  });

  test('reaches an app that learned of it only after it was given', async () => {
    const phone = await server.worker('mitra', VILLAGE);
    await phone.sync([], { app: 'newer' });
    expect((await phone.sync([], { app: 'newer' })).head?.profile).toEqual(expect.any(String));
  });

  test('is drawn longer when a drawn one is taken again and again', async () => {
    const [a, b] = [await server.worker('mitra', VILLAGE), await server.worker('mitra', VILLAGE)];
    await server.db.pool.query('UPDATE device SET series = NULL WHERE id = ANY($1)', [[a.profile.device, b.profile.device]]);
    const random = (bytes: number): Buffer => Buffer.alloc(bytes, 7);
    const [first, second] = [await giveSeries({ ...server.services, random }, a.profile.device), await giveSeries({ ...server.services, random }, b.profile.device)];
    expect([first, second]).toEqual(['77', '777']);
    expect(await giveSeries(server.services, 'nobody')).toBeUndefined();
  });

  test('is drawn from a space many times the number of phones', () => {
    expect([0, 63, 64, 2047, 2048, 65_535, 65_536].map((phones) => seriesLength(phones))).toEqual([2, 2, 3, 3, 4, 4, 5]);
  });
});
