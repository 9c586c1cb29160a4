import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../../../functions/lib/company/answer.ts';
import { createPlaceholders } from '../../../../../functions/lib/privacy/placeholders.ts';
import { defaultPrivacyPolicy, type PrivacyPolicy } from '../../../../../functions/lib/privacy/policy.ts';
import { redactAnswer, typesLeftFor } from '../../../../../functions/lib/privacy/redact-answer.ts';
import { exampleAnswer } from '../../examples.ts';

const placeholders = createPlaceholders(randomBytes(32));
const numbers = ['card', 'iban', 'ssn'] as const;
const open: PrivacyPolicy = { storage: [...numbers], engines: [...numbers], answer: [...numbers] };

/** An answer in which a person can be reached, as only an open policy would let it come so far. */
const reachable = {
  ...exampleAnswer,
  companyIntelligence: {
    ...exampleAnswer.companyIntelligence,
    description: 'Write to jane.roe@acme.example or call +49 30 901820, says Jane Roe.',
    keyExecutives: [{ name: 'John Smith', title: 'CEO' }],
    evidence: {
      '/description': [{ quote: 'jane.roe@acme.example', url: 'https://acme.example/?m=jane.roe@acme.example' }],
    },
    sources: [{ url: 'https://acme.example/team/jane.roe@acme.example' }],
  },
} as unknown as Answer;

describe('what is left to redact in an answer', () => {
  it('is nothing under the usual policy: the engines did not see it', () => {
    expect(typesLeftFor(defaultPrivacyPolicy, true)).toEqual([]);
    expect(typesLeftFor(defaultPrivacyPolicy, false)).toEqual([]);
  });

  it('is ways of reaching a person, unless the client may have contacts', () => {
    expect(typesLeftFor(open, false)).toEqual(['email', 'phone']);
    expect(typesLeftFor(open, true)).toEqual([]);
  });

  it('is what the stage of the answer lists, whatever the client may have', () => {
    expect(typesLeftFor({ ...open, answer: [...numbers, 'email', 'person'] }, true)).toEqual(['email', 'person']);
  });
});

describe('redacting an answer', () => {
  it('replaces the wanted types in values and quotes, the same value alike, and leaves addresses of sources', () => {
    const { companyIntelligence: told } = redactAnswer(reachable, ['email', 'phone'], placeholders);

    const description = String(told?.description);
    expect(description).toMatch(/^Write to \[email-\w{6}\] or call \[phone-\w{6}\], says Jane Roe\.$/);
    const [email] = /\[email-\w{6}\]/.exec(description) ?? [];
    expect(told?.evidence['/description']?.[0]?.quote).toBe(email);
    expect(told?.sources).toEqual(reachable.companyIntelligence?.sources);
    expect(JSON.stringify({ ...told, sources: [], evidence: {} })).not.toContain('@');
  });

  it('keeps executives by name, and nobody else', () => {
    const { companyIntelligence: told } = redactAnswer(reachable, ['person'], placeholders);

    expect(told?.keyExecutives).toEqual([{ name: 'John Smith', title: 'CEO' }]);
  });

  it('leaves an answer as it is where there is nothing to replace, or no profile', () => {
    const early = { ...exampleAnswer, companyIntelligence: null };

    expect(redactAnswer(reachable, [], placeholders)).toBe(reachable);
    expect(redactAnswer(early, ['email'], placeholders)).toBe(early);
  });
});
