import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPersonalData, maskPersonalData } from '../../../../../functions/lib/privacy/personal-data.ts';
import { personalDataRows } from '../../../../evaluation/cases/personal-data.ts';

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
    expect(findPersonalData(text)).toContainEqual(expect.objectContaining({ type, text: expected }));
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
    'Classes meet in Gregory Gym on Mondays.',
    'Tickets for the show at Michael Theatre are sold out.',
    'We hike along Susan Creek in summer.',
    'The character Jack Shepherd leads the survivors.',
    'Jack Shepherd, played by a stage actor, wakes up.',
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
        expect(findPersonalData(`mail ${local}@${host}.example`)).toMatchObject([
          { type: 'email', text: `${local}@${host}.example`, start: 5 },
        ]);
      }),
    );
  });
});

describe('a text for the execution history', () => {
  it('names the type of what was taken out, and keeps public words', () => {
    expect(maskPersonalData('Ladders by Susan Miller, ann@acme.example, +44 20 7946 0958.')).toBe(
      'Ladders by Susan Miller, [email], [phone].',
    );
  });
});

describe('personal data in any text', () => {
  const rows = personalDataRows();

  it.each(['email', 'phone', 'card', 'iban', 'ssn', 'ip', 'person'])('is found as labelled: %s', (type) => {
    const missed = rows.flatMap(({ text, spans }) => {
      const wanted = spans.filter((span) => span.type === type);
      const found = findPersonalData(text).filter((span) => span.type === type);
      return JSON.stringify(wanted) === JSON.stringify(found.map(({ start, end }) => ({ type, start, end })))
        ? []
        : text;
    });

    expect(rows.length).toBeGreaterThanOrEqual(300);
    expect(missed).toEqual([]);
  });

  it('is reported with its place, in order, without overlaps', () => {
    const piece = fc.constantFrom(
      ...rows.map((row) => row.text),
      'a@',
      '1 2-(3) ',
      'DE12 ',
      'Anna De La ',
      ':::',
      '‮',
      ' at ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 8 }), (pieces) => {
        const text = pieces.join(' ');
        const found = findPersonalData(text);

        expect(found.every(({ start, end, text: value }) => text.slice(start, end) === value && end > start)).toBe(
          true,
        );
        expect(found.every(({ start }, index) => start >= (found[index - 1]?.end ?? 0))).toBe(true);
      }),
    );
  });

  it('is stored row by row as the evaluation reads it', () => {
    const file = readFileSync(new URL('../../../../evaluation/cases/personal-data.jsonl', import.meta.url), 'utf8');

    expect(
      file
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(rows);
  });
});
