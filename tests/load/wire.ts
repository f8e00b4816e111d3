// HTTP as a phone speaks it: one connection per visit, opened anew and kept while the visit lasts;
// and the line that breaks off before the answer is read.
import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { brotliDecompressSync } from 'node:zlib';

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** Bytes of the answer's body as they came. */
  readonly bytes: number;
}

/** `sent`: just after the last byte went out. `answered`: when the answer begins, none of it read. */
export type Drop = 'sent' | 'answered';

/** The line broke: nobody knows what the server did. */
export class LineBroken extends Error {}

export class Line {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  readonly #port: number;

  constructor(port: number) {
    this.#port = port;
  }

  /** Throws `LineBroken`. */
  send(method: 'GET' | 'POST', path: string, headers: Readonly<Record<string, string>>, body?: Buffer, drop?: Drop): Promise<Reply> {
    return new Promise((done, fail) => {
      const broken = (): void => { fail(new LineBroken('the line broke')); };
      const sent = httpRequest({
        agent: this.#agent, host: '127.0.0.1', port: this.#port, path, method,
        headers: { ...headers, 'accept-encoding': 'br, gzip', ...(body !== undefined && { 'content-length': String(body.length) }) },
      }, (reply) => {
        if (drop === 'answered') return void reply.destroy(new LineBroken());
        const parts: Buffer[] = [];
        reply.on('data', (part: Buffer) => parts.push(part));
        reply.once('error', broken);
        reply.once('end', () => {
          const whole = Buffer.concat(parts);
          const text = (reply.headers['content-encoding'] === 'br' ? brotliDecompressSync(whole) : whole).toString();
          done({ status: reply.statusCode ?? 0, headers: reply.headers, text, bytes: whole.length });
        });
      });
      sent.once('error', broken);
      sent.once('close', broken);
      if (drop === 'sent') sent.once('finish', () => { setImmediate(() => sent.destroy()); });
      sent.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
