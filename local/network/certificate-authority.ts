import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import { bits, element, identifier, integer, octets, sequence, set, time, truth, utf8 } from './der.ts';

/** Algorithms and extensions by their identifiers (RFC 5758, 3.2; RFC 5280, 4.2). */
const ecdsaWithSha256 = sequence(identifier('1.2.840.10045.4.3.2'));
const commonName = identifier('2.5.4.3');
const basicConstraints = identifier('2.5.29.19');
const keyUsage = identifier('2.5.29.15');
const alternativeName = identifier('2.5.29.17');
const subjectKey = identifier('2.5.29.14');
const authorityKey = identifier('2.5.29.35');

const day = 24 * 60 * 60 * 1000;
const authorityName = 'Laptop sandbox authority';

/** An authority that lives as long as the process and vouches for hosts of the virtual internet. */
export interface CertificateAuthority {
  /** Its own certificate in PEM, for those who are to trust it. */
  readonly certificate: string;
  /** What a TLS server needs to speak for the host; made once a name. */
  contextFor(hostname: string): SecureContext;
}

/** Makes a new authority; its key never leaves the process. Certificates hold for the real time, which TLS checks. */
export function createCertificateAuthority(): CertificateAuthority {
  const authority = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const host = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const certificate = certify(authorityName, authority.publicKey, authority, [
    extension(basicConstraints, sequence(truth()), true),
    // keyCertSign and cRLSign are bits 5 and 6 (RFC 5280, 4.2.1.3).
    extension(keyUsage, bits(Buffer.from([0b0000_0110]), 1), true),
  ]);
  const key = host.privateKey.export({ type: 'pkcs8', format: 'pem' });
  const contexts = new Map<string, SecureContext>();
  return {
    certificate,
    contextFor: (hostname) => {
      const known = contexts.get(hostname);
      if (known !== undefined) return known;
      const made = createSecureContext({ key, cert: certify(hostname, host.publicKey, authority, [nameOf(hostname)]) });
      contexts.set(hostname, made);
      return made;
    },
  };
}

function certify(
  subject: string,
  publicKey: KeyObject,
  authority: { readonly publicKey: KeyObject; readonly privateKey: KeyObject },
  extensions: readonly Buffer[],
): string {
  const now = Date.now();
  const content = sequence(
    element(0xa0, integer(Buffer.from([2]))), // version 3
    integer(randomBytes(16)),
    ecdsaWithSha256,
    distinguishedName(authorityName),
    sequence(time(new Date(now - day)), time(new Date(now + 365 * day))),
    distinguishedName(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    element(
      0xa3,
      sequence(
        ...extensions,
        extension(subjectKey, octets(fingerprint(publicKey)), false),
        extension(authorityKey, sequence(element(0x80, fingerprint(authority.publicKey))), false),
      ),
    ),
  );
  const signature = sign('sha256', content, authority.privateKey);
  const encoded = sequence(content, ecdsaWithSha256, bits(signature)).toString('base64');
  const lines = encoded.match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

function extension(name: Buffer, value: Buffer, isCritical: boolean): Buffer {
  return isCritical ? sequence(name, truth(), octets(value)) : sequence(name, octets(value));
}

function nameOf(hostname: string): Buffer {
  return extension(alternativeName, sequence(element(0x82, Buffer.from(hostname))), false);
}

function distinguishedName(name: string): Buffer {
  return sequence(set(sequence(commonName, utf8(name))));
}

function fingerprint(key: KeyObject): Buffer {
  return createHash('sha1')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest();
}
