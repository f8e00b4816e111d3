// Many persons at once: the file comes as the body, is judged row by row, and is kept nowhere.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { loadPeopleQuerySchema, loadPeopleResponseSchema, MAX_PEOPLE_BYTES } from '#shared/desk/people-load.ts';
import { mayGrant } from '../desk/rights.ts';
import { FileError } from '../imports/file-error.ts';
import { keepUpload } from '../imports/routes.ts';
import { loadPeople, readPeopleList } from '../people/load-people.ts';
import type { Services } from '../services.ts';
import { Refused } from './errors.ts';
import { knownPlace } from './desk-routes.ts';
import { liveSession, mayDesk } from './who.ts';

/** Registers itself in a scope of its own: only there a body may be a file. */
export async function peopleLoadRoutes(api: FastifyInstance, services: Services): Promise<void> {
  await api.register(async (plain) => {
    plain.addContentTypeParser('application/octet-stream', (_request, payload, done) => { done(null, payload); });
    plain.withTypeProvider<ZodTypeProvider>().post('/api/people/load', {
      bodyLimit: MAX_PEOPLE_BYTES,
      schema: { tags: ['people'], summary: 'Persons from a spreadsheet; `dry` only looks', querystring: loadPeopleQuerySchema, response: { 200: loadPeopleResponseSchema } },
    }, async (request) => {
      const { place } = request.query;
      const dry = request.query.dry === 'true';
      const session = await liveSession(services, request);
      mayDesk(services, session, 'people', place);
      await knownPlace(services, session, place);
      if (!(request.body instanceof Readable)) throw new Refused('bad-request');
      const folder = await mkdtemp(join(tmpdir(), 'dehri-people-'));
      try {
        const path = join(folder, 'list');
        await keepUpload(request.body, request.headers['content-encoding'], path, MAX_PEOPLE_BYTES);
        const list = await readPeopleList(services, path);
        const rows = await loadPeople(services, list, { place, dry, by: session.person, may: (role, at) => mayGrant(services, session, role, at) });
        return { ok: true as const, dry, columns: list.columns, rows };
      } catch (error) {
        if (error instanceof FileError) return { ok: false as const, fault: error.fault };
        throw error;
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });
  });
}
