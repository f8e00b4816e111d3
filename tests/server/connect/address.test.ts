import { expect, test } from 'vitest';
import { isOpenAddress, resolveOpen } from '#server/connect/address.ts';

test.each(['8.8.8.8', '1.1.1.1', '172.15.255.255', '172.32.0.1', '2606:4700:4700::1111', '2a00:1450:4009:80b::200e'])('%s is the open internet', (address) => expect(isOpenAddress(address)).toBe(true));

test.each([
  '127.0.0.1', '127.255.255.254', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '192.0.0.1', '203.0.113.9',
  '::', '::1', '::ffff:10.0.0.1', '::ffff:8.8.8.8', '64:ff9b::a00:1', 'fe80::1', 'fc00::1', 'fd12::1', 'ff02::1', '2002:7f00:1::', '2001:db8::1', '2001::1', 'nonsense', '',
])('%s is not', (address) => expect(isOpenAddress(address)).toBe(false));

test('a name is resolved, judged by every address, and called at the one that was judged', async () => {
  expect(await resolveOpen('localhost', new Set())).toEqual({ ok: false, fault: 'forbidden-address' });
  expect(await resolveOpen('localhost', new Set(['localhost']))).toMatchObject({ ok: true });
  expect(await resolveOpen('[::1]', new Set())).toEqual({ ok: false, fault: 'forbidden-address' });
  expect(await resolveOpen('8.8.8.8', new Set())).toEqual({ ok: true, address: '8.8.8.8', family: 4 });
});
