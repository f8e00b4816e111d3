// One message to one receiver. Signed: `Dehri-Signature: t=<seconds>,v1=<hex>`, the hex being HMAC-SHA256 of
// `<t>.<body>` with the webhook's secret. A receiver refuses what is signed otherwise or more than five
// minutes ago, and takes a `Dehri-Delivery` it has seen before for the same. Redirects are not followed.
import { createHmac } from 'node:crypto';
import { request as requestHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { DeliveryFault } from '#shared/desk/connect.ts';
import { isHookUrl, resolveOpen } from './address.ts';

export interface HookMessage {
  readonly url: string;
  readonly secret: string;
  readonly delivery: string;
  readonly event: string;
  readonly body: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface SendOptions {
  /** Hosts that may be private, and may be called without TLS. */
  readonly allowed: ReadonlySet<string>;
  /** Until the head of the answer is here. */
  readonly patienceMs: number;
}

export type Sent = { readonly ok: true; readonly answered: number } | { readonly ok: false; readonly fault: DeliveryFault; readonly answered: number | null };

export function signatureOf(secret: string, now: number, body: string): string {
  const t = Math.floor(now / 1000);
  return `t=${t},v1=${createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')}`;
}

export async function sendHook({ url, secret, delivery, event, body, now }: HookMessage, { allowed, patienceMs }: SendOptions): Promise<Sent> {
  if (!isHookUrl(url, allowed)) return failed('forbidden-address');
  const at = new URL(url);
  const resolved = await resolveOpen(at.hostname, allowed);
  if (!resolved.ok) return failed(resolved.fault);
  // The address that was judged is the one that is called, whatever the name says by then.
  const pinned: LookupFunction = (_, options, done) => {
    if (options.all === true) done(null, [{ address: resolved.address, family: resolved.family }]);
    else done(null, resolved.address, resolved.family);
  };
  const options: RequestOptions = {
    method: 'POST', lookup: pinned, agent: false, signal: AbortSignal.timeout(patienceMs),
    headers: {
      'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'user-agent': 'Dehri', 'dehri-event': event, 'dehri-delivery': delivery, 'dehri-signature': signatureOf(secret, now, body),
    },
  };
  return new Promise((resolve) => {
    const answer = (response: IncomingMessage): void => {
      const status = response.statusCode ?? 0;
      // What it says is of no interest, and could be without end.
      response.destroy();
      resolve(status >= 200 && status < 300 ? { ok: true, answered: status } : { ok: false, fault: status >= 300 && status < 400 ? 'redirect' : 'status', answered: status });
    };
    const request = at.protocol === 'https:' ? requestHttps(at, options, answer) : requestHttp(at, options, answer);
    request.on('error', (error) => { resolve(failed(faultOf(error))); });
    request.end(body);
  });
}

function faultOf(error: Error): DeliveryFault {
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'too-slow';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return code.startsWith('ERR_TLS') || code.includes('CERT') || code.startsWith('ERR_SSL') || code.includes('SIGNATURE') || code === 'EPROTO' ? 'tls' : 'unreachable';
}

function failed(fault: DeliveryFault): Sent {
  return { ok: false, fault, answered: null };
}
