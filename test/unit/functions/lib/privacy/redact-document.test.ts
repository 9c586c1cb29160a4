import { describe, expect, it } from 'vitest';
import type { FieldFact } from '../../../../../functions/lib/company/profile.ts';
import type { Document } from '../../../../../functions/lib/content/document.ts';
import { createPlaceholders, placeholderPattern } from '../../../../../functions/lib/privacy/placeholders.ts';
import { defaultPrivacyPolicy } from '../../../../../functions/lib/privacy/policy.ts';
import { applyRedaction, planRedaction } from '../../../../../functions/lib/privacy/redact-document.ts';
import { fact, page, text } from '../analysis/fixtures.ts';

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

const placeholders = createPlaceholders(Buffer.alloc(32, 7));

function redact(
  documents: readonly Document[],
  facts: readonly FieldFact[] = [],
  types = defaultPrivacyPolicy.engines,
) {
  return applyRedaction({ documents, facts }, planRedaction({ documents, facts }, types, ['Acme']), placeholders);
}

describe('redacting a document', () => {
  const clean = redact([document]).documents[0] ?? document;
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
    const shown = clean.segments.find((segment) => segment.origin === 'text')?.text ?? '';

    expect(shown).toMatch(/\[email-[a-z]{6}\]/);
    expect(clean.blocks.every((block) => shown.includes(block.text))).toBe(true);
  });

  it('leaves a document without personal data as it is', () => {
    const plain = { ...page('/', '<h1>Acme sells ladders</h1>'), title: null };

    expect(redact([plain]).documents).toEqual([plain]);
  });

  it('gives the same value the same placeholder in all documents, and under another key another', () => {
    const other = text('Write to ANN (at) acme.example or bob@acme.example.');

    const shown = redact([document, other]).documents.map((item) => JSON.stringify(item.segments));

    const tags = shown.map((item) => new Set(item.match(placeholderPattern)));
    expect([...(tags[0] ?? [])].filter((tag) => tags[1]?.has(tag))).toHaveLength(1);
    const elsewhere = createPlaceholders(Buffer.alloc(32, 8));
    const value = { type: 'email', text: 'ann@acme.example' } as const;
    expect(elsewhere(value)).not.toBe(placeholders(value));
  });

  it('replaces only what its stage lists', () => {
    const mixed = text('Mail ann@acme.example, card 4111 1111 1111 1111.');

    const [kept] = redact([mixed], [], ['card']).documents;

    expect(kept?.segments[0]?.text).toMatch(/^Mail ann@acme\.example, card \[card-[a-z]{6}\]\.$/);
  });
});

describe('names of persons', () => {
  it('are replaced where nothing shows them in a public role', () => {
    const [clean] = redact([text('Susan Miller wrote that the ladder broke.')]).documents;

    expect(clean?.segments[0]?.text).toMatch(/^\[person-[a-z]{6}\] wrote/);
  });

  it('stay everywhere once any document or fact shows them in one', () => {
    const team = text('Susan Miller, Chief Executive Officer, leads Acme.', { id: 'team' });
    const mention = text('Susan Miller wrote about ladders, and so did Peter Brown.', { id: 'mention' });
    const stated = fact(mention, 'keyExecutives', { name: 'Peter Brown', title: 'CTO' }, 'Peter Brown');

    const { documents } = redact([team, mention], [stated]);

    expect(documents[1]?.segments[0]?.text).toBe('Susan Miller wrote about ladders, and so did Peter Brown.');
  });

  it('of authors in structured data are replaced, of founders kept', () => {
    const article = {
      '@type': 'Article',
      author: { '@type': 'Person', name: 'Qadira Zaman' },
      publisher: { '@type': 'Organization', founder: { '@type': 'Person', name: 'Otto Vale' } },
    };
    const blog = page(
      '/blog',
      '<p>Ladders.</p>',
      `<script type="application/ld+json">${JSON.stringify(article)}</script>`,
    );

    const shown = JSON.stringify(redact([blog]).documents);

    expect(shown).not.toContain('Qadira');
    expect(shown).toContain('Otto Vale');
  });

  it('do not take the company’s own name away', () => {
    const documents = [text('Peter Hahn sells coats.')];

    const plan = planRedaction({ documents, facts: [] }, ['person'], ['Peter Hahn']);

    expect(plan.size).toBe(0);
  });
});

describe('redacting a fact', () => {
  it('redacts value and quote as its document was redacted', () => {
    const stated = fact(document, 'marketPresence', 'Reach ann@acme.example', 'Reach ann@acme.example');

    const [clean] = redact([document], [stated]).facts;

    expect(clean?.value).toMatch(/^Reach \[email-[a-z]{6}\]$/);
    expect(clean?.evidence[0]?.quote).toBe(clean?.value);
  });

  it('leaves a fact of an unknown document alone', () => {
    const stated = fact(text('elsewhere'), 'employees', 12, '12 people');

    expect(redact([document], [stated]).facts).toEqual([stated]);
  });
});
