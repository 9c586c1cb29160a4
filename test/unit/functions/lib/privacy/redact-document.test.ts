import { describe, expect, it } from 'vitest';
import { redactDocument, redactFact, redactionOf } from '../../../../../functions/lib/privacy/redact-document.ts';
import { fact, page } from '../analysis/fixtures.ts';

const person = {
  '@type': 'Person',
  name: 'Ann Lee',
  jobTitle: 'CEO',
  birthDate: '1970-01-02',
  address: { '@type': 'PostalAddress', streetAddress: 'Hidden Row 5', addressLocality: 'Ely' },
};
const company = {
  '@type': 'Organization',
  name: 'Acme',
  email: 'hello@acme.example',
  address: { streetAddress: 'Open Road 1' },
  employee: [person, 7, null],
};
const document = page(
  '/team',
  '<h1>Team</h1><p>Ann Lee, CEO, ann@acme.example, +44 20 7946 0958</p><a href="mailto:ann@acme.example">ann@acme.example</a><a href="/about">About us here</a>',
  `<title>Reach ann@acme.example</title><script type="application/ld+json">${JSON.stringify(company)}</script>`,
);

describe('redacting a document', () => {
  const clean = redactDocument(document, redactionOf(document));
  const everything = JSON.stringify(clean);

  it('takes out every address and number, wherever it stands', () => {
    expect(everything).not.toMatch(/ann@acme|hello@acme|7946|mailto/);
  });

  it('takes out what reaches a person and keeps the name with its public role', () => {
    expect(everything).not.toMatch(/Hidden Row|1970-01-02/);
    expect(everything).toMatch(/Ann Lee/);
    expect(everything).toMatch(/Open Road 1/);
  });

  it('replaces alike in blocks and segments, so that blocks still stand in the text', () => {
    const text = clean.segments.find((segment) => segment.origin === 'text')?.text ?? '';

    expect(text).toContain('[email]');
    expect(clean.blocks.every((block) => text.includes(block.text))).toBe(true);
  });

  it('leaves a document without personal data as it is', () => {
    const plain = { ...page('/', '<h1>Acme sells ladders</h1>'), title: null };

    expect(redactDocument(plain, redactionOf(plain))).toEqual(plain);
  });
});

describe('redacting a fact', () => {
  it('redacts value and quote as its document was redacted', () => {
    const stated = fact(document, 'marketPresence', 'Reach ann@acme.example', 'Reach ann@acme.example');

    const clean = redactFact(stated, new Map([[document.id, redactionOf(document)]]));

    expect(clean.value).toBe('Reach [email]');
    expect(clean.evidence[0]?.quote).toBe('Reach [email]');
  });

  it('leaves a fact of an unknown document alone', () => {
    const stated = fact(document, 'employees', 12, '12 people');

    expect(redactFact(stated, new Map())).toEqual(stated);
  });
});
