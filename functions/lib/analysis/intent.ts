import { isSameDomain } from '../company/domain.ts';
import type { Intent, UserRole } from '../company/perspective.ts';
import type { Content } from '../content/content.ts';

/** The situation in which the brief is read, 0–1, and whether the caller gave it. */
export interface DetectedIntent {
  readonly intent: Intent;
  readonly confidence: number;
  readonly given: boolean;
}

const wordings: Readonly<Record<Exclude<Intent, 'discovery'>, RegExp>> = {
  competitive:
    /\bvs\.?\s|\bversus\b|\balternatives?\b|\bcompetitors?\b|\bcompar(?:e[sd]?|ison|ing)\b|\bswitch(?:ing)? (?:from|to)\b|\bbetter than\b|\breplac(?:e|ing)\b/i,
  renewal:
    /\brenew(?:al|als|ing|ed|s)?\b|\bchurn\b|\bcontract (?:end|expir)\w*|\bcancel(?:lation|ling|ed)?\b|\bupsell\b|\bprice increase\b|\bdowngrade\b/i,
};

/** What each role most often comes for, when nothing else tells. */
const usual: Readonly<Record<UserRole, Intent>> = {
  'account-executive': 'discovery',
  'solutions-engineer': 'discovery',
  'business-development-rep': 'discovery',
  'customer-success-manager': 'renewal',
};

/**
 * Gives the intent of the caller, or detects it: from the wording of what others wrote (the caller's
 * own search results among it), else from the role. The company's own pages do not count, since every
 * vendor compares itself.
 */
export function detectIntent(given: Intent | null, role: UserRole, content: Content, domain: string): DetectedIntent {
  if (given !== null) return { intent: given, confidence: 1, given: true };
  const texts = content.documents
    .filter((document) => document.url.startsWith('http') && !isSameDomain(document.url, domain))
    .map((document) => document.segments.map((segment) => segment.text).join(' '));
  const counts = (['competitive', 'renewal'] as const).map((intent) => ({
    intent,
    share: texts.filter((text) => wordings[intent].test(text)).length / Math.max(1, texts.length),
  }));
  const [first] = counts.sort((left, right) => right.share - left.share);
  if (first === undefined || first.share < 0.4) return { intent: usual[role], confidence: 0.5, given: false };
  return { intent: first.intent, confidence: Math.min(0.9, 0.4 + first.share / 2), given: false };
}
