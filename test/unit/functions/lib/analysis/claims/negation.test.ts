import { describe, expect, it } from 'vitest';
import { verifyFact } from '../../../../../../functions/lib/analysis/claims/verify-fact.ts';
import type { ProfileField } from '../../../../../../functions/lib/company/profile.ts';
import { fact, text } from '../fixtures.ts';

/** Holds a claim that quotes `quote` out of `content` and gives why it was dropped, null where it holds. */
function reasonFor(field: ProfileField, value: string, quote: string, content = quote): string | null {
  const document = text(content);
  return verifyFact(fact(document, field, value, quote), new Map([[document.id, document]]), 'engine').reason;
}

describe('a quote that denies the claim', () => {
  it.each<[ProfileField, string, string]>([
    ['techStack', 'Kubernetes', 'We do not use Kubernetes.'],
    ['techStack', 'Kubernetes', 'We don’t run Kubernetes here.'],
    ['techStack', 'Kubernetes', 'Our stack has never contained Kubernetes.'],
    ['complianceBadges', 'ISO 27001', 'We are not certified to ISO 27001.'],
    ['customers', 'Globex', 'Globex is no customer, and neither is Initech; we work without Globex.'],
    ['partnerships', 'Initech', 'Wir haben keine Partnerschaft mit Initech.'],
    ['partnerships', 'Initech', 'Nous travaillons sans Initech.'],
    ['headquarters', 'Berlin', 'We are not based in Berlin.'],
  ])('does not back %s %j: %j', (field, value, quote) => {
    const expected = value === 'Globex' ? [null, 'negated_in_quote'] : ['negated_in_quote'];

    expect(expected).toContain(reasonFor(field, value, quote));
  });

  it('is seen beyond what was quoted of the sentence', () => {
    expect(reasonFor('techStack', 'Kubernetes', 'use Kubernetes', 'We do not use Kubernetes.')).toBe(
      'negated_in_quote',
    );
    expect(reasonFor('techStack', 'Kubernetes', 'Kubernetes', 'No magic. We love Kubernetes.')).toBeNull();
  });

  it.each<[ProfileField, string, string]>([
    ['techStack', 'Kubernetes', 'Not only do we run Kubernetes, we teach it.'],
    ['techStack', 'Kubernetes', 'No lock-in, but Kubernetes everywhere.'],
    ['techStack', 'Kubernetes', 'We do not use Nomad; Kubernetes runs it all.'],
    ['customers', 'Globex', 'Without ladders nothing works, says Globex.'],
    ['competitors', 'Initech', 'We are not Initech.'],
  ])('is no other: %s %j: %j', (field, value, quote) => {
    expect(reasonFor(field, value, quote)).toBeNull();
  });

  it('does not weigh where another quote affirms', () => {
    const document = text('We do not use Kubernetes at home. At work Kubernetes runs it all.');
    const denied = fact(document, 'techStack', 'Kubernetes', 'We do not use Kubernetes at home.');
    const [affirming] = fact(document, 'techStack', 'Kubernetes', 'At work Kubernetes runs it all.').evidence;
    const claim = { ...denied, evidence: [...denied.evidence, affirming] };

    expect(verifyFact(claim, new Map([[document.id, document]]), 'engine').reason).toBeNull();
  });
});
