import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import {
  addressOf,
  isLoopback,
  reachabilityOf,
  refusingAddressOf,
  silentAddressOf,
} from '../../../../local/network/address-plan.ts';

describe('the address plan', () => {
  it('gives a host the same public-looking address whatever its letter case', () => {
    fc.assert(
      fc.property(fc.domain(), (hostname) => {
        const address = addressOf(hostname);

        expect(address).toBe(addressOf(hostname.toUpperCase()));
        expect(ipaddr.parse(address).range()).toBe('unicast');
        expect(reachabilityOf(address)).toBe('host');
      }),
    );
  });

  it('knows the addresses at which nobody answers', () => {
    expect(reachabilityOf(refusingAddressOf('a.example'))).toBe('refused');
    expect(reachabilityOf(silentAddressOf('a.example'))).toBe('silent');
    expect(reachabilityOf('11.252.0.1')).toBe('unreachable');
    expect(reachabilityOf('93.184.215.14')).toBe('unreachable');
    expect(reachabilityOf('2001:4860:4860::8888')).toBe('unreachable');
  });

  it.each(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1', 'localhost', 'a.localhost'])(
    'takes %s as this machine',
    (host) => {
      expect(isLoopback(host)).toBe(true);
    },
  );

  it.each(['shop.example', '11.0.0.1', '0.0.0.0', '::', 'localhost.example'])('takes %s as elsewhere', (host) => {
    expect(isLoopback(host)).toBe(false);
  });
});
