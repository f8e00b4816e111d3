// The desk's routes: each asks the access table first; a refusal looks like a thing that is not there.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { decideDesk } from '#shared/access/decide-desk.ts';
import { assignmentResponseSchema, assignmentsQuerySchema, assigneesResponseSchema, assignmentsResponseSchema, clearAssignmentRequestSchema, setAssignmentRequestSchema } from '#shared/desk/assignments.ts';
import { heldQuerySchema, heldResponseSchema, settleHeldRequestSchema, settleHeldResponseSchema } from '#shared/desk/held.ts';
import { historyParamsSchema, historyQuerySchema, historyResponseSchema } from '#shared/desk/history.ts';
import { okResponseSchema } from '#shared/desk/people.ts';
import { phonesQuerySchema, phonesResponseSchema } from '#shared/desk/phones.ts';
import { placeSearchQuerySchema, placeSearchResponseSchema, placesQuerySchema, placesResponseSchema } from '#shared/desk/places.ts';
import { sheetQuerySchema, sheetResponseSchema } from '#shared/desk/sheet.ts';
import { bucketPlace } from '#shared/place/bucket.ts';
import type { Session } from '../auth/session.ts';
import { APP_VERSION } from '../app-version.ts';
import { clearAssignment, listAssignees, listAssignments, setAssignment } from '../desk/assignments-desk.ts';
import { findHeld, listHeld, settleHeld } from '../desk/held-desk.ts';
import { readHistory } from '../desk/history-desk.ts';
import { grantById, grantsOf } from '../desk/people-desk.ts';
import { listPhones } from '../desk/phones-desk.ts';
import { officesOf, ownPlaces, placesBelow, searchPlaces, trailOf } from '../desk/places-desk.ts';
import { mayKnowPlace } from '../desk/rights.ts';
import { readSheet } from '../desk/sheet-desk.ts';
import { districtPart } from '../people/people.ts';
import { today, type Services } from '../services.ts';
import { Refused } from './errors.ts';
import { liveSession, mayDesk } from './who.ts';

export function deskRoutes(plain: FastifyInstance, services: Services): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  placeRoutes(app, services);
  workRoutes(app, services);
}

type Typed = ReturnType<typeof typed>;
function typed(app: FastifyInstance) {
  return app.withTypeProvider<ZodTypeProvider>();
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

  app.get('/api/assignments/people', { schema: { tags, summary: 'Who has which places, with what is left there', querystring: assignmentsQuerySchema, response: { 200: assigneesResponseSchema } } }, async (request) => {
    const session = await liveSession(services, request);
    mayDesk(services, session, 'assign', request.query.place);
    return { people: await listAssignees(services, request.query.place) };
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
    return { phones: await listPhones(services, request.query.place), app: APP_VERSION };
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

  app.get('/api/history/:record', { schema: { tags, params: historyParamsSchema, querystring: historyQuerySchema, response: { 200: historyResponseSchema } } }, async (request) => {
    const session = await liveSession(services, request);
    const history = await readHistory(services, session, districtPart(request.query.place), request.params.record);
    if (history === undefined) throw new Refused('not-found');
    return history;
  });
}

/** A place that is there and that she may know of. */
export async function knownPlace(services: Services, session: Session, place: string): Promise<void> {
  const trail = mayKnowPlace(services, session, place) ? await trailOf(services, place) : [];
  if (trail[trail.length - 1]?.code !== place) throw new Refused('not-found');
}
