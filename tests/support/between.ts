// Someone between the phone and the server, as on a hotel's Wi-Fi: the line may be dead, a login page
// stand in the way, answers come cut short or changed; and every address asked for is noted.
import { createServer, request as ask, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What comes instead; `undefined`: as it was. */
export type Meddler = (path: string, answer: Answer) => (Partial<Answer> & { /** Bytes after which the line breaks; 0: no answer at all. */ readonly breaksAfter?: number }) | undefined;

/** Someone else's answer; nothing reaches the server. */
export interface Instead {
  readonly status: number;
  readonly headers?: IncomingHttpHeaders;
  readonly body?: string;
}

/** `dead`: every connection breaks. `login`: a network's own page. `each`: another line for every request. */
export type Line = 'open' | 'dead' | 'login' | Instead | Meddler | { readonly each: (path: string) => Line };

export interface Between {
  readonly port: number;
  /** Every address asked for, with its query, oldest first. */
  readonly asked: () => readonly string[];
  /** What the line does from now on. */
  be(line: Line): void;
  close(): Promise<void>;
}

const LOGIN: Instead = { status: 200, headers: { 'content-type': 'text/html' }, body: '<!doctype html><title>Free Wi-Fi</title><form>OK</form>' };
/** As most networks with a page of their own begin. */
export const TO_LOGIN: Instead = { status: 302, headers: { location: '/login-of-this-network' } };

export async function openBetween(targetPort: number): Promise<Between> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  let line: Line = 'open';

  const server = createServer((incoming, outgoing) => {
    const path = incoming.url ?? '/';
    asked.push(path);
    const now = lineOf(line, path);
    if (now === 'dead') return void incoming.socket.destroy();
    const instead = now === 'login' ? LOGIN : typeof now === 'object' ? now : undefined;
    if (instead !== undefined) {
      incoming.resume();
      return void outgoing.writeHead(instead.status, instead.headers).end(instead.body);
    }
    // Whole and uncompressed, so that there is always something to change, and a changed byte is a changed letter.
    const { 'accept-encoding': _encoding, 'if-none-match': _tag, 'if-modified-since': _since, ...headers } = incoming.headers;
    const onward = ask({ host: '127.0.0.1', port: targetPort, method: incoming.method, path, headers }, (reply) => {
      const parts: Buffer[] = [];
      reply.on('data', (part: Buffer) => parts.push(part));
      reply.on('error', () => outgoing.destroy());
      reply.on('end', () => {
        const answer: Answer = { status: reply.statusCode ?? 502, headers: reply.headers, body: Buffer.concat(parts) };
        const { breaksAfter, ...changed } = (typeof now === 'function' ? now(path, answer) : undefined) ?? {};
        const { status, headers: said, body } = { ...answer, ...changed };
        const { 'transfer-encoding': _chunked, 'content-length': _length, connection: _connection, ...rest } = said;
        outgoing.writeHead(status, { ...rest, 'content-length': String(body.length) });
        if (breaksAfter === undefined) outgoing.end(body);
        else if (breaksAfter === 0) incoming.socket.destroy();
        else outgoing.write(body.subarray(0, breaksAfter), () => outgoing.destroy());
      });
    });
    onward.on('error', () => outgoing.destroy());
    incoming.on('error', () => onward.destroy());
    incoming.pipe(onward);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((ready) => { server.listen(0, '127.0.0.1', ready); });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    asked: () => asked,
    be(next) {
      line = next;
      if (line === 'dead') for (const socket of sockets) socket.destroy();
    },
    close: () => new Promise((done) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => done());
    }),
  };
}

/** What this one request meets. */
function lineOf(line: Line, path: string): Exclude<Line, { readonly each: unknown }> {
  return typeof line === 'object' && 'each' in line ? lineOf(line.each(path), path) : line;
}
