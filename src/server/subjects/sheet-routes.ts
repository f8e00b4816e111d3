// The sheet of children, for whoever may see the sheet of the place: counts alone, so that nobody's lists are shown.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { levelOf, type PlaceCode } from '#shared/place/place.ts';
import { exportSubjectSheetSchema, subjectSheetQuerySchema, subjectSheetSchema, type SubjectSheet, type SubjectSheetQuery } from '#shared/subjects/sheet.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Session } from '../auth/session.ts';
import { inTransaction } from '../db/database.ts';
import { CONTENT_TYPES } from '../exports/table-file.ts';
import { Refused } from '../http/errors.ts';
import { liveSession, mayDesk } from '../http/who.ts';
import { today, type Services } from '../services.ts';
import { readSubjectSheet } from './read-sheet.ts';
import { subjectSheetFile } from './sheet-file.ts';

/** Months that one sheet may span. */
const MOST_MONTHS = 120;

export function sheetRoutes(plain: FastifyInstance, services: Services): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();

  app.get('/api/subjects/sheet', { schema: { tags: ['subjects'], summary: 'Children by district, category, department, service and month', querystring: subjectSheetQuerySchema, response: { 200: subjectSheetSchema } } }, async (request) =>
    sheetFor(services, await liveSession(services, request), request.query));

  app.post('/api/exports/subjects', { schema: { tags: ['subjects'], summary: 'The sheet of children as XLSX or CSV', body: exportSubjectSheetSchema } }, async (request, reply) => {
    const { format, language, ...asked } = request.body;
    const session = await liveSession(services, request);
    const sheet = await sheetFor(services, session, asked);
    await inTransaction(services.db, (client) => appendAudit(client, services, { act: 'export', actor: session.person, place: asked.place, subject: 'subjects', detail: `${format} ${asked.from}..${asked.to}` }));
    return reply.header('content-disposition', `attachment; filename="children-${asked.place}-${today(services)}.${format}"`).type(CONTENT_TYPES[format])
      .send(subjectSheetFile(sheet, services.registry.subjects?.programme ?? '', format, language));
  });
}

async function sheetFor(services: Services, session: Session, asked: SubjectSheetQuery): Promise<SubjectSheet> {
  mayDesk(services, session, 'sheet', asked.place);
  if (!isOfDistrictOrState(asked.place)) throw new Refused('bad-request', { paths: ['place'] });
  if (asked.from > asked.to || monthsOf(asked) > MOST_MONTHS) throw new Refused('bad-request', { paths: ['from', 'to'] });
  const sheet = await readSubjectSheet(services, asked);
  if (sheet === undefined) throw new Refused('not-found');
  return sheet;
}

function isOfDistrictOrState(place: PlaceCode): boolean {
  const level = levelOf(place);
  return level === 'state' || level === 'district';
}

function monthsOf({ from, to }: SubjectSheetQuery): number {
  const [year = 0, month = 0] = from.split('-').map(Number);
  const [lastYear = 0, last = 0] = to.split('-').map(Number);
  return (lastYear - year) * 12 + last - month + 1;
}
