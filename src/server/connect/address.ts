// Which addresses the server may be sent to by somebody's word. Without this a webhook could read what only
// this machine or its neighbours may (the database, a cloud's own address for secrets). Every address that a
// name stands for is judged, and the one that was judged is the one that is called.
import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

/** Everything that is not the open internet (RFC 6890 and its like). */
const CLOSED = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.88.99.0', 24],
  ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
] as const) CLOSED.addSubnet(net, bits, 'ipv4');
/** Of IPv6 only what is given out for the open internet, without the parts that carry an IPv4 address or are tunnels. */
const OPEN_6 = new BlockList();
OPEN_6.addSubnet('2000::', 3, 'ipv6');
for (const [net, bits] of [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]] as const) CLOSED.addSubnet(net, bits, 'ipv6');

export function isOpenAddress(address: string): boolean {
  const kind = isIP(address);
  if (kind === 0) return false;
  return kind === 4 ? !CLOSED.check(address, 'ipv4') : OPEN_6.check(address, 'ipv6') && !CLOSED.check(address, 'ipv6');
}

export type Resolved = { readonly ok: true; readonly address: string; readonly family: 4 | 6 } | { readonly ok: false; readonly fault: 'forbidden-address' | 'not-found' };

/** A name is as good as the worst of its addresses. @param allowed hosts that an operator has named */
export async function resolveOpen(host: string, allowed: ReadonlySet<string>): Promise<Resolved> {
  const bare = host.replace(/^\[|\]$/gu, '');
  const found = await lookup(bare, { all: true, verbatim: true }).catch(() => []);
  const [first] = found;
  if (first === undefined) return { ok: false, fault: 'not-found' };
  if (!allowed.has(bare) && !found.every(({ address }) => isOpenAddress(address))) return { ok: false, fault: 'forbidden-address' };
  return { ok: true, address: first.address, family: first.family === 6 ? 6 : 4 };
}

/** May a webhook be set to the address at all? Its name is resolved anew for each message. */
export function isHookUrl(text: string, allowed: ReadonlySet<string>): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, hash } = new URL(text);
  const bare = hostname.replace(/^\[|\]$/gu, '');
  if (username !== '' || password !== '' || hash !== '') return false;
  if (protocol === 'http:') return allowed.has(bare);
  return protocol === 'https:' && (allowed.has(bare) || isIP(bare) === 0 || isOpenAddress(bare));
}
