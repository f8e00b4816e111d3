// The desk's routes: each asks the access table first; a refusal looks like a thing that is not there.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { decideDesk } from '#shared/access/decide-desk.ts';
import { assignmentResponseSchema, assignmentsQuerySchema, assignmentsResponseSchema, clearAssignmentRequestSchema, setAssignmentRequestSchema } from '#shared/desk/assignments.ts';
import { auditQuerySchema, auditResponseSchema } from '#shared/desk/audit.ts';
import { heldQuerySchema, heldResponseSchema, settleHeldRequestSchema, settleHeldResponseSchema } from '#shared/desk/held.ts';
import { historyParamsSchema, historyQuerySchema, historyResponseSchema } from '#shared/desk/history.ts';
import {
  addGrantRequestSchema, codeResponseSchema, createPersonRequestSchema, deviceParamsSchema, devicesResponseSchema, endGrantRequestSchema, grantParamsSchema, grantResponseSchema,
  meResponseSchema, okResponseSchema, peopleQuerySchema, peopleResponseSchema, personParamsSchema,
} from '#shared/desk/people.ts';
import { phonesQuerySchema, phonesResponseSchema } from '#shared/desk/phones.ts';
import { placeSearchQuerySchema, placeSearchResponseSchema, placesQuerySchema, placesResponseSchema } from '#shared/desk/places.ts';
import { sheetQuerySchema, sheetResponseSchema } from '#shared/desk/sheet.ts';
import { bucketPlace } from '#shared/place/bucket.ts';
import { issueCode } from '../auth/enrolment.ts';
import type { Session } from '../auth/session.ts';
import { clearAssignment, listAssignments, setAssignment } from '../desk/assignments-desk.ts';
import { readAudit } from '../desk/audit-desk.ts';
import { findHeld, listHeld, settleHeld } from '../desk/held-desk.ts';
import { readHistory } from '../desk/history-desk.ts';
import { deskGrants, deviceOwner, grantById, grantsOf, listDevices, listPeople } from '../desk/people-desk.ts';
import { listPhones } from '../desk/phones-desk.ts';
import { officesOf, ownPlaces, placesBelow, searchPlaces, trailOf } from '../desk/places-desk.ts';
import { mayGrant, mayKnowPlace, mayManage, maySee } from '../desk/rights.ts';
import { readSheet } from '../desk/sheet-desk.ts';
import { addGrant, createPerson, districtPart, endGrant, revokeDevice } from '../people/people.ts';
import { today, type Services } from '../services.ts';
import { Refused } from './errors.ts';
import { liveSession, mayDesk } from './who.ts';

export function deskRoutes(plain: FastifyInstance, services: Services): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  peopleRoutes(app, services);
  placeRoutes(app, services);
  workRoutes(app, services);
}

type Typed = ReturnType<typeof typed>;
function typed(app: FastifyInstance) {
  return app.withTypeProvider<ZodTypeProvider>();
}

function peopleRoutes(app: Typed, services: Services): void {
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
    await knownPlace(services, session, request.body.place);
    if (!mayGrant(services, session, request.body.role, request.body.place) || !maySee(services, session, await grantsOf(services, person))) throw new Refused('not-found');
    const id = await addGrant(services, person, request.body, session.person);
    const grant = (await deskGrants(services, person)).find((g) => g.id === id);
    if (grant === undefined) throw new Refused('internal');
    return { grant };
  });

  app.post('/api/grants/:grant/end', { schema: { tags, params: grantParamsSchema, body: endGrantRequestSchema, response: { 200: grantResponseSchema } } }, async (request) => {
    const session = await liveSession(services, request);
    const grant = await grantById(services, request.params.grant);
    if (grant === undefined || !mayGrant(services, session, grant.role, grant.place)) throw new Refused('not-found');
    await endGrant(services, grant, request.body.to, session.person);
    const ended = (await deskGrants(services, grant.person)).find((g) => g.id === grant.id);
    if (ended === undefined) throw new Refused('internal');
    return { grant: ended };
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
    await revokeDevice(services, request.params.device, hers[hers.length - 1]?.place ?? '', session.person);
    return { ok: true as const };
  });
}

function placeRoutes(app: Typed, services: Services): void {
  const tags = ['places'];

  app.get('/api/places', { schema: { tags, querystring: placesQuerySchema, response: { 200: placesResponseSchema } } }, async (request) => {
    const session = await liveSession(services, request);
    const { parent } = request.query;
    if (parent === undefined) return { trail: [], places: await ownPlaces(services, session) };
    if (!mayKnowPlace(services, session, parent)) throw new Refused('not-found');
    const trail = await trailOf(services, parent);
    if (trail[trail.length - 1]?.code !== parent) throw new Refused('not-found');
    return { trail, places: [...await placesBelow(services, session, parent), ...await officesOf(services, session, parent)] };
  });

  app.get('/api/places/search', { schema: { tags, querystring: placeSearchQuerySchema, response: { 200: placeSearchResponseSchema } } }, async (request) => {
    const session = await liveSession(services, request);
    return { places: await searchPlaces(services, session, request.query.q) };
  });

  app.get('/api/assignments', { schema: { tags, querystring: assignmentsQuerySchema, response: { 200: assignmentsResponseSchema } } }, async (request) => {
    const session = await liveSession(services, request);
    mayDesk(services, session, 'assign', request.query.place);
    return listAssignments(services, session, request.query.place);
  });

  app.post('/api/assignments', { schema: { tags, body: setAssignmentRequestSchema, response: { 200: assignmentResponseSchema } } }, async (request) => {
    const session = await liveSession(services, request);
    const { person, place } = request.body;
    mayDesk(services, session, 'assign', place);
    await knownPlace(services, session, place);
    const grant = await setAssignment(services, person, place, session.person);
    if (grant === undefined) throw new Refused('not-found');
    return { grant };
  });

  app.post('/api/assignments/clear', { schema: { tags, body: clearAssignmentRequestSchema, response: { 200: okResponseSchema } } }, async (request) => {
    const session = await liveSession(services, request);
    const grant = await grantById(services, request.body.grant);
    if (grant === undefined || grant.role !== 'mitra') throw new Refused('not-found');
    mayDesk(services, session, 'assign', grant.place);
    await clearAssignment(services, grant, session.person);
    return { ok: true as const };
  });

  app.get('/api/sheet', { schema: { tags, querystring: sheetQuerySchema, response: { 200: sheetResponseSchema } } }, async (request, reply) => {
    const session = await liveSession(services, request);
    mayDesk(services, session, 'sheet', request.query.place);
    const sheet = await readSheet(services, request.query, session.grants);
    if (sheet === undefined) throw new Refused('not-found');
    // Numbers of our own, of a district's tolas well over a hundred thousand: checking them again takes longer than reading them.
    void reply.serializer((answer: unknown) => JSON.stringify(answer));
    return sheet;
  });
}

function workRoutes(app: Typed, services: Services): void {
  const tags = ['work'];

  app.get('/api/held', { schema: { tags, querystring: heldQuerySchema, response: { 200: heldResponseSchema } } }, async (request) => {
    const session = await liveSession(services, request);
    mayDesk(services, session, 'held', request.query.place);
    return { items: await listHeld(services, session, request.query.place, request.query.status ?? 'open') };
  });

  app.get('/api/phones', { schema: { tags, querystring: phonesQuerySchema, response: { 200: phonesResponseSchema } } }, async (request) => {
    const session = await liveSession(services, request);
    mayDesk(services, session, 'held', request.query.place);
    return { phones: await listPhones(services, request.query.place) };
  });

  app.post('/api/held/settle', { schema: { tags, body: settleHeldRequestSchema, response: { 200: settleHeldResponseSchema } } }, async (request) => {
    const session = await liveSession(services, request);
    const { district, id, action, note = '', toAuthor = '' } = request.body;
    const row = await findHeld(services, district, id);
    if (row === undefined) throw new Refused('not-found');
    const homes = row.bucket === null ? (await grantsOf(services, row.person)).map((g) => g.place) : [bucketPlace(row.bucket)];
    const place = homes.find((home) => decideDesk(session.grants, 'held', home, today(services)).ok);
    if (place === undefined) throw new Refused('not-found');
    const settled = await settleHeld(services, session, row, action, { place, note, toAuthor });
    if (!settled.ok) throw new Refused('conflict');
    return { status: settled.status, ...(settled.code !== undefined && { code: settled.code }), ...(settled.paths !== undefined && { paths: [...settled.paths] }) };
  });

  app.get('/api/audit', { schema: { tags, querystring: auditQuerySchema, response: { 200: auditResponseSchema } } }, async (request) => {
    const session = await liveSession(services, request);
    mayDesk(services, session, 'audit', request.query.place);
    return readAudit(services, request.query.place, request.query.before);
  });

  app.get('/api/history/:record', { schema: { tags, params: historyParamsSchema, querystring: historyQuerySchema, response: { 200: historyResponseSchema } } }, async (request) => {
    const session = await liveSession(services, request);
    const history = await readHistory(services, session, districtPart(request.query.place), request.params.record);
    if (history === undefined) throw new Refused('not-found');
    return history;
  });
}

async function codeFor(services: Services, session: Session, person: string, place: string): Promise<{ person: string; code: string; expiresAt: number }> {
  return { person, ...(await issueCode(services, person, { person: session.person, place })) };
}

async function knownPlace(services: Services, session: Session, place: string): Promise<void> {
  const trail = mayKnowPlace(services, session, place) ? await trailOf(services, place) : [];
  if (trail[trail.length - 1]?.code !== place) throw new Refused('not-found');
}
