// The desk's routes about offices and names of places. They ask for the verb `people` at the district, or at the state for
// a district's own name: a block's manager opens no offices.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { addOfficeRequestSchema, markPlaceRequestSchema, officesQuerySchema, officesResponseSchema, placeChangedResponseSchema, renamePlaceRequestSchema } from '#shared/desk/offices.ts';
import { isDay } from '#shared/form/calendar.ts';
import { ancestorAt } from '#shared/place/ancestor.ts';
import { levelOf, parentOf, type Place, type PlaceCode } from '#shared/place/place.ts';
import { addOffice, listOffices, listPlaceChanges, markPlace, renamePlace, type ChangedPlace } from '../places/change-places.ts';
import { today, type Services } from '../services.ts';
import { knownPlace } from './desk-routes.ts';
import { Refused } from './errors.ts';
import { liveSession, mayDesk } from './who.ts';

const DIVISIBLE: ReadonlySet<string> = new Set(['block', 'panchayat']);

export function officeRoutes(plain: FastifyInstance, services: Services): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const tags = ['places'];

  app.get('/api/offices', { schema: { tags, querystring: officesQuerySchema, response: { 200: officesResponseSchema } } }, async (request) => {
    const { place } = request.query;
    mayDesk(services, await liveSession(services, request), 'people', officesAt(place));
    const [offices, changes] = await Promise.all([listOffices(services, place), listPlaceChanges(services, place)]);
    return { offices, changes };
  });

  app.post('/api/offices', { schema: { tags, body: addOfficeRequestSchema, response: { 200: placeChangedResponseSchema } } }, async (request) => {
    const session = await liveSession(services, request);
    const { district } = request.body;
    if (levelOf(district) !== 'district') throw new Refused('bad-request', { paths: ['district'] });
    mayDesk(services, session, 'people', district);
    await knownPlace(services, session, district);
    return placeOr(await addOffice(services, request.body, session.person));
  });

  app.post('/api/places/rename', { schema: { tags, body: renamePlaceRequestSchema, response: { 200: placeChangedResponseSchema } } }, async (request) => {
    const session = await liveSession(services, request);
    const { code, hi, en, wasHi, wasEn, day } = request.body;
    pastDay(services, day);
    const level = levelOf(code);
    mayDesk(services, session, 'people', level === 'district' ? parentOf(code) ?? code : officesAt(code));
    return placeOr(await renamePlace(services, { code, hi, en }, { hi: wasHi, en: wasEn }, day, session.person));
  });

  app.post('/api/places/mark', { schema: { tags, body: markPlaceRequestSchema, response: { 200: placeChangedResponseSchema } } }, async (request) => {
    const session = await liveSession(services, request);
    const { code, other, day } = request.body;
    pastDay(services, day);
    const level = levelOf(code);
    const sameKind = DIVISIBLE.has(level) && levelOf(other) === level && other !== code && ancestorAt(other, 'district') === ancestorAt(code, 'district');
    if (!sameKind) throw new Refused('bad-request', { paths: ['other'] });
    mayDesk(services, session, 'people', officesAt(code));
    return placeOr(await markPlace(services, request.body, session.person));
  });
}

/** Of a place below a district its district: that is where people are kept who may do this. */
function officesAt(place: PlaceCode): PlaceCode {
  const [state = '', district] = place.split('.');
  return district === undefined ? state : `${state}.${district}`;
}

/** What has not happened yet is not noted. */
function pastDay(services: Services, day: string): void {
  if (!isDay(day) || day > today(services)) throw new Refused('bad-request', { paths: ['day'] });
}

function placeOr(outcome: ChangedPlace): { place: Place } {
  if (!outcome.ok) throw new Refused(outcome.reason);
  return { place: outcome.place };
}
