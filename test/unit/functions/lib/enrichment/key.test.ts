import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intents, userRoles } from '../../../../../functions/lib/company/perspective.ts';
import { createExecutionName } from '../../../../../functions/lib/enrichment/execution-name.ts';
import { createIdentifier } from '../../../../../functions/lib/enrichment/identifier.ts';
import { type EnrichmentSubject, enrichmentKey } from '../../../../../functions/lib/enrichment/key.ts';

const domain = fc.domain() as fc.Arbitrary<EnrichmentSubject['domain']>;
const subject: fc.Arbitrary<EnrichmentSubject> = fc.record({
  kind: fc.constantFrom('vendor-context', 'analysis'),
  domain,
  userRole: fc.constantFrom(...userRoles),
  intent: fc.option(fc.constantFrom(...intents)),
  vendorDomain: fc.option(domain),
  depth: fc.constantFrom('standard', 'deep'),
  suppliedInputHash: fc.option(fc.string()),
  contacts: fc.boolean(),
});

describe('enrichmentKey', () => {
  it('is the same exactly for the same subject', () => {
    fc.assert(
      fc.property(subject, subject, (left, right) => {
        const isSame = JSON.stringify(left) === JSON.stringify(right);

        expect(enrichmentKey(left) === enrichmentKey({ ...right })).toBe(isSame);
      }),
    );
  });

  it('does not mix a part up with its neighbour', () => {
    fc.assert(
      fc.property(subject, domain, (one, vendorDomain) => {
        const supplied = { ...one, vendorDomain: null, suppliedInputHash: vendorDomain };

        expect(enrichmentKey({ ...one, vendorDomain, suppliedInputHash: null })).not.toBe(enrichmentKey(supplied));
      }),
    );
  });

  it('does not depend on the order in which the parts are given', () => {
    fc.assert(
      fc.property(subject, (one) => {
        const reversed = Object.fromEntries(Object.entries(one).reverse()) as unknown as EnrichmentSubject;

        expect(enrichmentKey(reversed)).toBe(enrichmentKey(one));
      }),
    );
  });

  it('changes with every single part', () => {
    fc.assert(
      fc.property(subject, fc.constantFrom<keyof EnrichmentSubject>(...partNames), (one, part) => {
        const other = { ...one, [part]: `${one[part]}-other` } as EnrichmentSubject;

        expect(enrichmentKey(other)).not.toBe(enrichmentKey(one));
      }),
    );
  });
});

const partNames: (keyof EnrichmentSubject)[] = [
  'kind',
  'domain',
  'userRole',
  'intent',
  'vendorDomain',
  'depth',
  'suppliedInputHash',
];

describe('createExecutionName', () => {
  it('is a name that Step Functions takes, whatever the domain', () => {
    fc.assert(
      fc.property(fc.string(), fc.stringMatching(/^[0-9a-f]{32}$/), fc.nat(2 ** 45), (name, key, now) => {
        const executionName = createExecutionName(name, key, now);

        expect(executionName).toMatch(/^[a-z0-9][a-z0-9-]{0,79}$/);
        expect(executionName).toContain(key.slice(0, 12));
      }),
    );
  });

  it('begins with at most 40 characters of the domain', () => {
    const executionName = createExecutionName(`${'a'.repeat(60)}.example`, 'f'.repeat(32), 0);

    expect(executionName.startsWith(`${'a'.repeat(40)}-ffffffffffff-`)).toBe(true);
  });

  it('differs for two executions in the same millisecond', () => {
    const names = new Set(Array.from({ length: 100 }, () => createExecutionName('acme.com', 'f'.repeat(32), 5)));

    expect(names.size).toBe(100);
  });
});

describe('createIdentifier', () => {
  it('sorts by time', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 40), fc.integer({ min: 1, max: 1000 }), (earlier, later) => {
        expect(createIdentifier(earlier) < createIdentifier(earlier + later)).toBe(true);
      }),
    );
  });

  it('has 26 letters and digits that nobody reads wrong', () => {
    const identifier = createIdentifier(Date.parse('2031-01-01'), new Uint8Array(10).fill(255));

    expect(identifier).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/);
    expect(identifier.slice(10)).toBe('zzzzzzzzzzzzzzzz');
  });
});
