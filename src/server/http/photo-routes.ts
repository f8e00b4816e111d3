// Photos in and out, as `shared/photo/protocol.ts` says.
import type { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { PDF_MEDIA } from '#shared/photo/inspect-pdf.ts';
import { MAX_PIECE_BYTES, PHOTO_PIECE_MEDIA_TYPE, photoAnswerSchema, photoAskSchema, photoNameSchema, photoStateSchema } from '#shared/photo/protocol.ts';
import { districtPart } from '../people/people.ts';
import { askPhotos } from '../photos/keep-photos.ts';
import { readPhoto } from '../photos/read-photo.ts';
import { PieceBody, PiecesComing, receivePiece } from '../photos/receive-piece.ts';
import type { Services } from '../services.ts';
import { Refused } from './errors.ts';
import { anySession, liveSession } from './who.ts';

const district = z.coerce.number().check(z.int(), z.minimum(1), z.maximum(2 ** 31 - 1));
const photoParams = z.object({ district, name: photoNameSchema });
const pieceParams = z.extend(photoParams, { at: z.coerce.number().check(z.int(), z.minimum(0), z.maximum(2 ** 31 - 1)) });
const photoQuery = z.object({ record: z.string().check(z.regex(/^[\x21-\x7e]{1,120}$/)) });

/** Nothing in it may ever run or be taken for something else. */
const HARMLESS = {
  'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; sandbox", 'cross-origin-resource-policy': 'same-origin',
};

export async function photoRoutes(plain: FastifyInstance, services: Services): Promise<void> {
  await plain.register(async (own) => {
    own.addContentTypeParser(PHOTO_PIECE_MEDIA_TYPE, async (_request: unknown, body: Readable) => new PieceBody(body));
    const coming = new PiecesComing();
    const app = own.withTypeProvider<ZodTypeProvider>();
    const tags = ['photos'];

    app.post('/api/photos/ask', { schema: { tags, body: photoAskSchema, response: { 200: photoAnswerSchema } } }, async (request) => {
      const session = await anySession(services, request);
      await coming.keep(request.body.photos.map((photo) => photo.name));
      return { photos: await askPhotos(services, session, request.body) };
    });

    app.put('/api/photos/:district/:name/:at', { schema: { tags, params: pieceParams, response: { 200: photoStateSchema } } }, async (request) => {
      const session = await anySession(services, request);
      const { params, body } = request;
      if (!(body instanceof PieceBody)) throw new Refused('bad-request');
      if (Number(request.headers['content-length']) > MAX_PIECE_BYTES) throw new Refused('too-large');
      if (!session.grants.some((g) => [0, params.district].includes(districtPart(g.place)))) throw new Refused('not-found');
      const state = await receivePiece(services, coming, params, body);
      if (state === 'too-large') throw new Refused('too-large');
      // Nobody is there any more to hear it.
      if (state === 'broken') throw new Refused('bad-request');
      if (state === undefined) throw new Refused('not-found');
      return state;
    });

    app.get('/api/photos/:district/:name', { schema: { tags, params: photoParams, querystring: photoQuery } }, async (request, reply) => {
      const session = await liveSession(services, request);
      const photo = await readPhoto(services, session, { ...request.params, ...request.query });
      if (photo === undefined) throw new Refused('not-found');
      return reply.headers(HARMLESS).header('content-disposition', `attachment; filename="${photo.media === PDF_MEDIA ? 'paper.pdf' : 'photo'}"`).type(photo.media).send(photo.bytes);
    });
  });
}
