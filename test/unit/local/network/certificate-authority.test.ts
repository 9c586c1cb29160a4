import { X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCertificateAuthority } from '../../../../local/network/certificate-authority.ts';
import { identifier, integer, octets, time } from '../../../../local/network/der.ts';

describe('the certificate authority', () => {
  it('has a certificate that signs itself and may sign others', () => {
    const certificate = new X509Certificate(createCertificateAuthority().certificate);

    expect(certificate.ca).toBe(true);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.checkIssued(certificate)).toBe(true);
    expect(certificate.validFromDate.getTime()).toBeLessThan(Date.now());
  });

  it('makes the context of a host once', () => {
    const authority = createCertificateAuthority();

    expect(authority.contextFor('a.example')).toBe(authority.contextFor('a.example'));
    expect(authority.contextFor('a.example')).not.toBe(authority.contextFor('b.example'));
  });
});

describe('the distinguished encoding', () => {
  it('writes identifiers, times and numbers as X.690 does', () => {
    expect(identifier('1.2.840.10045.4.3.2').toString('hex')).toBe('06082a8648ce3d040302');
    expect(time(new Date('2026-11-22T01:02:03.999Z')).toString()).toContain('261122010203Z');
    expect(integer(Buffer.from([0, 0, 0x80])).toString('hex')).toBe('02020080');
    expect(integer(Buffer.from([0])).toString('hex')).toBe('020100');
  });

  it('writes a length in its shortest form', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 70_000 }), (length) => {
        const encoded = octets(Buffer.alloc(length));
        const bytesOfLength = encoded.length - length - 1;

        expect(bytesOfLength).toBe(length < 0x80 ? 1 : length < 0x100 ? 2 : length < 0x10000 ? 3 : 4);
      }),
    );
  });
});
