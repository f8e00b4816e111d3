// The desk's routes about people: who works where and how long, their phones, their sign-in codes. Each asks
// who may manage whom first; a refusal looks like a thing that is not there.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Grant } from '#shared/access/access.ts';
import {
  addGrantRequestSchema, codeResponseSchema, codesRequestSchema, codesResponseSchema, createPersonRequestSchema, deviceParamsSchema, devicesResponseSchema, endGrantRequestSchema,
  grantDaysRequestSchema, grantParamsSchema, grantResponseSchema, grantTime, meResponseSchema, okResponseSchema, peopleQuerySchema, peopleResponseSchema, personParamsSchema,
  personResponseSchema, releaseRequestSchema, renamePersonRequestSchema, revokeAllResponseSchema, type CodeSlip, type DeskGrant,
} from '#shared/desk/people.ts';
import { issueCode } from '../auth/enrolment.ts';
import type { Session } from '../auth/session.ts';
import { deskGrants, deviceOwner, grantById, grantsOf, listDevices, listPeople, readPerson } from '../desk/people-desk.ts';
import { mayGrant, mayManage, maySee } from '../desk/rights.ts';
import { changeGrantDays, releasePerson, renamePerson, yesterday, type Changed } from '../people/change-grants.ts';
import { addGrant, createPerson, revokeDevice, revokeDevices } from '../people/people.ts';
import { today, type Services } from '../services.ts';
import { knownPlace } from './desk-routes.ts';
import { Refused } from './errors.ts';
import { liveSession, mayDesk } from './who.ts';

export function peopleRoutes(plain: FastifyInstance, services: Services): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const tags = ['people'];

  app.get('/api/me', { schema: { tags, response: { 200: meResponseSchema } } }, async (request) => {
    const session = await liveSession(services, request);
    return { person: { id: session.person, name: session.personName }, device: session.device, grants: await deskGrants(services, session.person) };
  });

  app.get('/api/people', { schema: { tags, querystring: peopleQuerySchema, response: { 200: peopleResponseSchema } } }, async (request) => {
    const session = await liveSession(services, request);
    mayDesk(services, session, 'people', request.query.place);
    return { people: await listPeople(services, request.query.place) };
  });

  app.post('/api/people', { schema: { tags, body: createPersonRequestSchema, response: { 200: codeResponseSchema } } }, async (request) => {
    const session = await liveSession(services, request);
    const { name, ...grant } = request.body;
    datesInOrder(services, grant);
    await knownPlace(services, session, grant.place);
    if (!mayGrant(services, session, grant.role, grant.place)) throw new Refused('not-found');
    const { person } = await createPerson(services, name, grant, session.person);
    return codeFor(services, session, person, grant.place);
  });

  app.post('/api/people/:person/code', { schema: { tags, params: personParamsSchema, response: { 200: codeResponseSchema } } }, async (request) => {
    const session = await liveSession(services, request);
    const { person } = request.params;
    const hers = await grantsOf(services, person);
    if (hers.length === 0 || !mayManage(services, session, hers)) throw new Refused('not-found');
    return codeFor(services, session, person, hers[hers.length - 1]?.place ?? '');
  });

  app.post('/api/people/:person/grants', { schema: { tags, params: personParamsSchema, body: addGrantRequestSchema, response: { 200: grantResponseSchema } } }, async (request) => {
    const session = await liveSession(services, request);
    const { person } = request.params;
    datesInOrder(services, request.body);
    await knownPlace(services, session, request.body.place);
    if (!mayGrant(services, session, request.body.role, request.body.place) || !maySee(services, session, await grantsOf(services, person))) throw new Refused('not-found');
    const id = await addGrant(services, person, request.body, session.person);
    const grant = (await deskGrants(services, person)).find((g) => g.id === id);
    if (grant === undefined) throw new Refused('internal');
    return { grant };
  });

  /** The grant, if she may change it. */
  const grantFor = async (session: Session, id: string): Promise<Grant> => {
    const grant = await grantById(services, id);
    if (grant === undefined || !mayGrant(services, session, grant.role, grant.place)) throw new Refused('not-found');
    return grant;
  };
  const asChanged = async (grant: Grant): Promise<{ grant: DeskGrant }> => {
    const changed = (await deskGrants(services, grant.person)).find((g) => g.id === grant.id);
    if (changed === undefined) throw new Refused('internal');
    return { grant: changed };
  };

  app.post('/api/grants/:grant/days', { schema: { tags, params: grantParamsSchema, body: grantDaysRequestSchema, response: { 200: grantResponseSchema } } }, async (request) => {
    const session = await liveSession(services, request);
    const { version, from, to } = request.body;
    datesInOrder(services, { from, to });
    const grant = await grantFor(session, request.params.grant);
    refuseUnless(await changeGrantDays(services, grant, version, () => ({ from, to }), session.person));
    return asChanged(grant);
  });

  app.post('/api/grants/:grant/end', { schema: { tags, params: grantParamsSchema, body: endGrantRequestSchema, response: { 200: grantResponseSchema } } }, async (request) => {
    const session = await liveSession(services, request);
    const { to = yesterday(services), version } = request.body;
    const grant = await grantFor(session, request.params.grant);
    refuseUnless(await changeGrantDays(services, grant, version, ({ from }) => ({ from, to }), session.person, 'grant-ended'));
    return asChanged(grant);
  });

  app.get('/api/people/:person', { schema: { tags, params: personParamsSchema, response: { 200: personResponseSchema } } }, async (request) => {
    const session = await liveSession(services, request);
    const found = await readPerson(services, request.params.person, (grant) => maySee(services, session, [grant]));
    if (found === undefined) throw new Refused('not-found');
    return found;
  });

  app.post('/api/people/:person/name', { schema: { tags, params: personParamsSchema, body: renamePersonRequestSchema, response: { 200: okResponseSchema } } }, async (request) => {
    const session = await liveSession(services, request);
    const { person } = request.params;
    if (!mayManage(services, session, await grantsOf(services, person))) throw new Refused('not-found');
    if (!(await renamePerson(services, person, request.body.name, request.body.was, session.person))) throw new Refused('conflict');
    return { ok: true as const };
  });

  app.post('/api/people/codes', {
    schema: { tags, summary: 'Fresh sign-in codes for many people, to be printed', body: codesRequestSchema, response: { 200: codesResponseSchema } },
  }, async (request) => {
    const session = await liveSession(services, request);
    const people = [...new Set(request.body.people)];
    const found = await Promise.all(people.map((person) => readPerson(services, person, (grant) => maySee(services, session, [grant]))));
    const day = today(services);
    const asked = found.map((one) => {
      const hers = one?.person.grants.filter((g) => grantTime(g, day) === 'current' || grantTime(g, day) === 'coming') ?? [];
      // The grant in force before one to come.
      return { person: one?.person, grant: hers.find((g) => g.current) ?? hers[0] };
    });
    const managed = await Promise.all(people.map(async (person) => mayManage(services, session, await grantsOf(services, person))));
    if (managed.includes(false)) throw new Refused('not-found');
    const slips: CodeSlip[] = [];
    for (const { person, grant } of asked) {
      if (person === undefined || grant === undefined) throw new Refused('not-found');
      const { code, expiresAt } = await issueCode(services, person.id, { person: session.person, place: grant.place.code });
      slips.push({ person: person.id, name: person.name, role: grant.role, place: grant.place, code, expiresAt });
    }
    return { slips };
  });

  app.post('/api/people/:person/release', { schema: { tags, params: personParamsSchema, body: releaseRequestSchema, response: { 200: okResponseSchema } } }, async (request) => {
    const session = await liveSession(services, request);
    const { person } = request.params;
    const { to, seen } = request.body;
    const mine = (grant: Grant): boolean => mayGrant(services, session, grant.role, grant.place);
    if (!(await grantsOf(services, person)).some(mine)) throw new Refused('not-found');
    refuseUnless(await releasePerson(services, person, new Map(seen.map((g) => [g.id, g.version])), to, mine, session.person));
    return { ok: true as const };
  });

  app.get('/api/people/:person/devices', { schema: { tags, params: personParamsSchema, response: { 200: devicesResponseSchema } } }, async (request) => {
    const session = await liveSession(services, request);
    if (!maySee(services, session, await grantsOf(services, request.params.person))) throw new Refused('not-found');
    return { devices: await listDevices(services, request.params.person) };
  });

  app.post('/api/devices/:device/revoke', { schema: { tags, params: deviceParamsSchema, response: { 200: okResponseSchema } } }, async (request) => {
    const session = await liveSession(services, request);
    const owner = await deviceOwner(services, request.params.device);
    const hers = owner === undefined ? [] : await grantsOf(services, owner);
    if (!maySee(services, session, hers)) throw new Refused('not-found');
    if ((await revokeDevice(services, request.params.device, hers.at(-1)?.place ?? '', session.person)) !== 'done') throw new Refused('last-phone');
    return { ok: true as const };
  });

  app.post('/api/people/:person/revoke', { schema: { tags, params: personParamsSchema, response: { 200: revokeAllResponseSchema } } }, async (request) => {
    const session = await liveSession(services, request);
    const { person } = request.params;
    const hers = await grantsOf(services, person);
    if (!maySee(services, session, hers)) throw new Refused('not-found');
    const phones = (await listDevices(services, person)).filter((d) => d.revokedAt === null).map((d) => d.id);
    if ((await revokeDevices(services, phones, hers.at(-1)?.place ?? '', session.person)) !== 'done') throw new Refused('last-phone');
    return { revoked: phones.length };
  });
}

function refuseUnless(outcome: Changed): void {
  if (outcome !== 'done') throw new Refused(outcome);
}

/** A first day after the last one would be a grant that never is; a last day alone counts from today. */
function datesInOrder(services: Services, { from = today(services), to }: { readonly from?: string | undefined; readonly to?: string | null | undefined }): void {
  if (typeof to === 'string' && to < from) throw new Refused('bad-request', { paths: ['to'] });
}

async function codeFor(services: Services, session: Session, person: string, place: string): Promise<{ person: string; code: string; expiresAt: number }> {
  return { person, ...(await issueCode(services, person, { person: session.person, place })) };
}
