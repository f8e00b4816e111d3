// Somebody else's program: a real HTTP server that takes messages, and can behave badly.
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { once } from 'node:events';

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Receiver {
  readonly port: number;
  readonly got: readonly Received[];
  /** What it does with what comes from now on. */
  behave(how: (response: ServerResponse) => void): void;
  close(): Promise<void>;
}

export async function openReceiver(): Promise<Receiver> {
  const got: Received[] = [];
  let how = (response: ServerResponse): void => { response.end('ok'); };
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => { body += text; }).on('end', () => {
      got.push({ path: request.url ?? '', headers: request.headers, body });
      how(response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the receiver has no port');
  return {
    port: address.port, got,
    behave: (next) => { how = next; },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
