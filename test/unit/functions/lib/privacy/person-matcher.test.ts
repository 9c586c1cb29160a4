import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchPerson } from '../../../../../functions/lib/privacy/person-matcher.ts';

const jane = matchPerson({ email: 'Jane.Doe@acme.example', name: 'Jane Doe' });

describe('a person in a text', () => {
  it.each([
    'Ask Jane Doe about it.',
    'DOE, Jane (sales)',
    'by jane m. doe',
    'Jané Doé writes',
    '{"name":"Jane Doe"}',
    'write to jane.doe@acme.example now',
    'Jane.Doe@ACME.example',
  ])('is found in %j and taken out', (text) => {
    const erased = jane.erase(text);

    expect(jane.contains(text)).toBe(true);
    expect(erased).toContain('[erased]');
    expect(jane.contains(erased)).toBe(false);
    expect(erased).not.toMatch(/jan[eé]\b.*do[eé]/i);
  });

  it.each(['Jane Roe', 'John Doe', 'Jane has a long talk with Mr Doe', 'janet doe', 'info@acme.example', ''])(
    'is not seen in %j',
    (text) => {
      expect(jane.contains(text)).toBe(false);
      expect(jane.erase(text)).toBe(text);
    },
  );

  it('of one word is nobody in particular', () => {
    expect(matchPerson({ email: null, name: 'Jane' }).contains('Jane Doe')).toBe(false);
  });

  it('never survives, and nothing else goes', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const text = `${before} Jane Doe ${after}`;

        const erased = jane.erase(text);

        expect(jane.contains(erased)).toBe(false);
      }),
    );
  });
});
