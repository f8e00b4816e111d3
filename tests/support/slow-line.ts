// A TCP line with a given speed and round trip between the browser and the server. Browser
// throttling does not reach service workers, so the bytes themselves are held back here.
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

export interface LineShape {
  /** Bits per second, each way; Infinity for no limit. */
  readonly bitsPerSecond: number;
  /** Milliseconds for a round trip. */
  readonly roundTripMs: number;
}

export const LINE_2G: LineShape = { bitsPerSecond: 250_000, roundTripMs: 400 };
export const LINE_400K: LineShape = { bitsPerSecond: 400_000, roundTripMs: 300 };
export const LINE_FREE: LineShape = { bitsPerSecond: Number.POSITIVE_INFINITY, roundTripMs: 0 };

export interface SlowLine {
  readonly port: number;
  /** Bytes since the last `reset`, HTTP headers included. */
  readonly bytes: () => { readonly up: number; readonly down: number };
  /** Requests since the last `reset` (HTTP/1.1 request heads seen on the way up). */
  readonly requests: () => number;
  reset(): void;
  shape(shape: LineShape): void;
  /** `cut`: connections are refused and open ones dropped, as in a dead zone. */
  cut(isCut: boolean): void;
  close(): Promise<void>;
}

const REQUEST_HEAD = /(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) \S+ HTTP\/1\.1\r\n/g;

export async function openSlowLine(targetPort: number, initial: LineShape): Promise<SlowLine> {
  let shape = initial;
  let isCut = false;
  let up = 0;
  let down = 0;
  let requests = 0;
  const sockets = new Set<Socket>();
  // One queue a direction for all connections together: they share the line.
  const free = { up: 0, down: 0 };

  const server = createServer((client) => {
    if (isCut) {
      client.destroy();
      return;
    }
    const upstream = connect(targetPort, '127.0.0.1');
    for (const s of [client, upstream]) {
      sockets.add(s);
      s.setNoDelay(true);
      s.on('close', () => sockets.delete(s));
      s.on('error', () => { client.destroy(); upstream.destroy(); });
    }
    carry(client, upstream, 'up');
    carry(upstream, client, 'down');
  });

  function carry(from: Socket, to: Socket, way: 'up' | 'down'): void {
    from.on('data', (chunk: Buffer) => {
      if (way === 'up') {
        up += chunk.length;
        requests += chunk.toString('latin1').match(REQUEST_HEAD)?.length ?? 0;
      } else down += chunk.length;
      const now = Date.now();
      const begins = Math.max(now, free[way]);
      const ends = begins + (chunk.length * 8 * 1000) / shape.bitsPerSecond;
      free[way] = ends;
      const wait = ends - now + shape.roundTripMs / 2;
      if (wait < 1) to.write(chunk);
      else setTimeout(() => to.writable && to.write(chunk), wait);
      // Keeps at most about a second of bytes in flight, as a real line's buffers would.
      if (ends - now > 1000) {
        from.pause();
        setTimeout(() => from.resume(), ends - now - 1000);
      }
    });
    from.on('end', () => setTimeout(() => to.end(), Math.max(0, free[way] - Date.now()) + shape.roundTripMs / 2 + 5));
  }

  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    port: (server.address() as AddressInfo).port,
    bytes: () => ({ up, down }),
    requests: () => requests,
    reset() { up = 0; down = 0; requests = 0; },
    shape(next) { shape = next; free.up = 0; free.down = 0; },
    cut(next) {
      isCut = next;
      if (isCut) for (const s of sockets) s.destroy();
    },
    close: () => new Promise((done) => {
      for (const s of sockets) s.destroy();
      server.close(() => done());
    }),
  };
}
