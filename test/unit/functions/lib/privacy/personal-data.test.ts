import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPersonalData } from '../../../../../functions/lib/privacy/personal-data.ts';

describe('personal data', () => {
  it.each([
    ['email', 'Write to jane.doe+sales@mail.acme.example today', 'jane.doe+sales@mail.acme.example'],
    ['email', 'jane (at) acme (dot) example is mine', 'jane (at) acme (dot) example'],
    ['phone', 'Call (415) 555-2671 now', '(415) 555-2671'],
    ['phone', 'Call 415-555-2671 now', '415-555-2671'],
    ['phone', 'Ring +44 20 7946 0958 today', '+44 20 7946 0958'],
    ['phone', 'Tel: 089 1234 5678', '089 1234 5678'],
    ['phone', 'im Büro 030 901820 zu erreichen', '030 901820'],
    ['phone', 'appelez 01 42 68 53 00 svp', '01 42 68 53 00'],
    ['phone', 'dial 0049 30 901820 please', '0049 30 901820'],
    ['address', 'She lives at 12 Garden Lane, Springfield.', '12 Garden Lane, Springfield'],
  ])('finds the %s in %j', (type, text, expected) => {
    expect(findPersonalData(text)).toContainEqual({ type, text: expected });
  });

  it.each([
    'Founded 2014-03-17 in Lyon',
    'Copyright 2010 - 2026 Acme',
    'from 1,200 to 14,000 users',
    'order 10884213 of 2024',
    'version 10.0.22631.4460',
    'Headquarters: 410 N High St, Columbus, OH 43215',
    'follow @acme on the network',
    'ISO 27001 and ISO 9001',
    '€1,950 per robot per month 36 months',
    '99.99% of 1 000 000 000 requests',
    '+999 99 99 99 99',
    '00999 99999999',
  ])('finds none in %j', (text) => {
    expect(findPersonalData(text)).toEqual([]);
  });

  it('takes the country of the text first for national numbers', () => {
    expect(findPersonalData('unter 0662 8888 8888', 'at')).toHaveLength(1);
  });

  it('finds every plain address', () => {
    const label = fc.stringMatching(/^[a-z][a-z0-9]{0,10}$/);
    fc.assert(
      fc.property(label, label, (local, host) => {
        expect(findPersonalData(`mail ${local}@${host}.example`)).toEqual([
          { type: 'email', text: `${local}@${host}.example` },
        ]);
      }),
    );
  });
});
