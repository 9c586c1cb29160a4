import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPublicAddress } from '../../../../../functions/lib/http/address.ts';

describe('isPublicAddress', () => {
  it.each([
    '1.1.1.1',
    '9.9.9.9',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.1',
    '126.255.255.255',
    '169.253.255.255',
    '172.15.255.255',
    '172.32.0.0',
    '192.0.1.0',
    '198.17.255.255',
    '198.20.0.0',
    '223.255.255.255',
    '2606:4700:4700::1111',
    '2a00:1450:4001:82a::200e',
    '2001:200::1',
    '3ffe:ffff::1',
  ])('takes %s, which is public', (address) => {
    const isPublic = isPublicAddress(address);

    expect(isPublic).toBe(true);
  });

  it.each([
    '0.0.0.0',
    '10.255.255.255',
    '100.64.0.0',
    '127.0.0.1',
    '168.63.129.16',
    '169.254.169.254',
    '172.31.255.255',
    '192.0.0.192',
    '192.0.2.255',
    '192.88.99.1',
    '192.168.255.255',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.255',
    '224.0.0.251',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:8.8.8.8',
    '::ffff:0:8.8.8.8',
    '::8.8.8.8',
    '64:ff9b::808:808',
    '100::1',
    '2001::1',
    '2001:1ff:ffff::1',
    '2001:db8:ffff::1',
    '2002:808:808::1',
    '3fff:fff::1',
    '4000::1',
    '5f00::1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    '2606:4700::1%eth0',
    'localhost',
    '1.1.1',
    '0x7f.1',
    '',
  ])('refuses %s', (address) => {
    const isPublic = isPublicAddress(address);

    expect(isPublic).toBe(false);
  });

  it('never takes an IPv6 address outside 2000::/3', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const first = Number.parseInt(address.startsWith('::') ? '0' : (address.split(':')[0] ?? '0'), 16);
        const isPublic = isPublicAddress(address);
        expect(isPublic && (first < 0x2000 || first > 0x3fff)).toBe(false);
      }),
    );
  });
});
