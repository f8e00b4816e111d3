// What a newer server may say to an app that has not been updated yet: it is understood as far as it goes.
import { describe, expect, test } from 'vitest';
import { crc32Text } from '#shared/sync/digest.ts';
import { readLine } from '#shared/sync/lines.ts';
import { arrivedProfileSchema, profileSchema, type Profile } from '#shared/sync/profile.ts';
import { faultOf } from '#client/sync/http.ts';
import { readError } from '#client/desk-api/http.ts';

const line = (message: object): string => {
  const json = JSON.stringify(message);
  return `${crc32Text(json).toString(16).padStart(8, '0')} ${json}`;
};
const head = { t: 'head', v: 1, epoch: 'e1', time: 1 };

const profile: Profile = {
  digest: 'd1', epoch: 'e1', person: { id: 'p', name: 'Reena' }, device: 'dev', places: [], colleagues: {}, leaseDays: 7, idleMinutes: 5,
  grants: [{ id: 'g1', person: 'p', role: 'mitra', place: '10.193.1710.p01.v1', from: '2026-01-01', to: null }],
};
const withCounsellor = { ...profile, grants: [...profile.grants, { ...profile.grants[0], id: 'g2', role: 'counsellor' }] };

describe('an app older than its server', () => {
  test('takes the receipts of a push beside one whose reason it does not know', () => {
    expect(readLine(line({ ...head, results: [['a', 4], ['h', 'moon-phase', ['headName']], ['d', 3]] }))).toMatchObject({
      ok: true, line: { results: [['a', 4], ['h', 'unreadable', ['headName']], ['d', 3]] },
    });
  });

  test('takes what became of held work as settled although it does not know how', () => {
    expect(readLine(line({ ...head, settled: [{ id: 'r.1', end: 'merged' }, { id: 'r.2', end: 'applied' }] }))).toMatchObject({
      ok: true, line: { settled: [{ id: 'r.1', end: 'closed' }, { id: 'r.2', end: 'applied' }] },
    });
  });

  test('passes over what a line says beyond what it knows', () => {
    expect(readLine(line({ ...head, results: [['a', 4]], weather: 'rain' }))).toMatchObject({ ok: true, line: { results: [['a', 4]] } });
  });

  test('keeps its other grants when one is of a role it does not know, and asks for the profile again', () => {
    expect(profileSchema.safeParse(withCounsellor).success).toBe(false);
    expect(arrivedProfileSchema.parse(withCounsellor)).toEqual({ ...profile, digest: '' });
    expect(arrivedProfileSchema.parse({ ...profile, motto: 'x' })).toEqual(profile);
  });

  test('still refuses a profile that is none', () => {
    for (const broken of [null, [], { ...profile, grants: [{ role: 'mitra' }] }, { ...profile, device: undefined }]) {
      expect(arrivedProfileSchema.safeParse(broken).success).toBe(false);
    }
  });

  test('waits as long as it is told by a refusal whose code it does not know', async () => {
    const refusal = (status: number): Response => new Response(JSON.stringify({ code: 'moon-phase', retryAfter: 9 }), { status });
    expect(await faultOf(refusal(503), 0)).toEqual({ kind: 'busy', retryAfterMs: 9_000 });
    expect(await faultOf(refusal(401), 0)).toEqual({ kind: 'session-expired' });
    expect(readError({ code: 'moon-phase', retryAfter: 9 })).toMatchObject({ code: 'internal', retryAfter: 9 });
  });
});
