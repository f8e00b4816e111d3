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
  /** Bytes that were sent upward since the last `reset`: those that came, and those on the air when the line was cut. */
  readonly sent: () => { readonly came: number; readonly lost: number };
  /** `cut`: connections are refused and open ones dropped, as in a dead zone. */
  cut(isCut: boolean): void;
  close(): Promise<void>;
}

/** Bytes that travel as one. */
const PACKET = 1_000;

interface Packet {
  readonly bytes: number;
  /** Milliseconds since 1970 between which it is sent, and when it is there. */
  readonly begins: number;
  readonly ends: number;
  readonly due: number;
  readonly arrive: () => void;
}

const REQUEST_HEAD = /(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) \S+ HTTP\/1\.1\r\n/g;

export async function openSlowLine(targetPort: number, initial: LineShape): Promise<SlowLine> {
  let shape = initial;
  let isCut = false;
  let up = 0;
  let down = 0;
  let requests = 0;
  let came = 0;
  let lost = 0;
  const sockets = new Set<Socket>();
  const onTheAir = { up: new Set<Packet>(), down: new Set<Packet>() };
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
      for (let at = 0; at < chunk.length; at += PACKET) send(chunk.subarray(at, at + PACKET), to, way, now);
      const ends = free[way];
      // Keeps at most about a second of bytes in flight, as a real line's buffers would.
      if (ends - now > 1000) {
        from.pause();
        setTimeout(() => from.resume(), ends - now - 1000);
      }
    });
    from.on('end', () => setTimeout(() => to.end(), Math.max(0, free[way] - Date.now()) + shape.roundTripMs / 2 + 5));
  }

  function send(bytes: Buffer, to: Socket, way: 'up' | 'down', now: number): void {
    const begins = Math.max(now, free[way]);
    const ends = begins + (bytes.length * 8 * 1000) / shape.bitsPerSecond;
    free[way] = ends;
    const due = ends + shape.roundTripMs / 2;
    if (due - now < 1) {
      if (way === 'up') came += bytes.length;
      to.write(bytes);
      return;
    }
    const packet: Packet = {
      bytes: bytes.length, begins, ends, due,
      arrive() {
        if (!onTheAir[way].delete(packet) || !to.writable) return;
        if (way === 'up') came += bytes.length;
        to.write(bytes);
      },
    };
    onTheAir[way].add(packet);
    setTimeout(packet.arrive, due - now);
  }

  /** What was due has come; of the rest counts what had been sent; and the line is free again. */
  function drop(way: 'up' | 'down'): void {
    const now = Date.now();
    for (const packet of onTheAir[way]) {
      if (packet.due <= now) packet.arrive();
      else if (way === 'up') lost += packet.bytes * Math.min(1, Math.max(0, (now - packet.begins) / (packet.ends - packet.begins)));
    }
    onTheAir[way].clear();
    free[way] = 0;
  }

  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    port: (server.address() as AddressInfo).port,
    bytes: () => ({ up, down }),
    requests: () => requests,
    sent: () => ({ came, lost }),
    reset() { up = 0; down = 0; requests = 0; came = 0; lost = 0; },
    shape(next) { shape = next; free.up = 0; free.down = 0; },
    cut(next) {
      isCut = next;
      if (!isCut) return;
      for (const way of ['up', 'down'] as const) drop(way);
      for (const s of sockets) s.destroy();
    },
    close: () => new Promise((done) => {
      for (const s of sockets) s.destroy();
      server.close(() => done());
    }),
  };
}
