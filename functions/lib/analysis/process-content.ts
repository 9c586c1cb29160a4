import { randomBytes } from 'node:crypto';
import type { FieldFact } from '../company/profile.ts';
import type { Content } from '../content/content.ts';
import type { Document } from '../content/document.ts';
import { createPlaceholders, type Placeholders } from '../privacy/placeholders.ts';
import { defaultPrivacyPolicy, type PrivacyPolicy } from '../privacy/policy.ts';
import { applyRedaction, planRedaction } from '../privacy/redact-document.ts';
import { dropDuplicates, followTwins } from './deduplication.ts';
import { detectLanguage } from './language.ts';
import { capToBudget, type TokenBudget } from './token-budget.ts';

/** Content ready for analysis, and how many documents were left out as repeated or over the budget. */
export interface ProcessedContent {
  readonly content: Content;
  readonly dropped: { readonly duplicates: number; readonly overBudget: number };
}

/** What of persons the analysis may not see. */
export interface ContentPrivacy {
  readonly types: PrivacyPolicy['engines'];
  readonly placeholders: Placeholders;
  /** The company's own names, which may look like a person's. */
  readonly names: readonly string[];
}

/** Placeholders that hold within this process, where no company's key is at hand. */
const usual: ContentPrivacy = {
  types: defaultPrivacyPolicy.engines,
  placeholders: createPlaceholders(randomBytes(32)),
  names: [],
};

/** Strips personal data, leaves out what repeats, names languages and caps the whole to a budget. */
export function processContent(
  documents: readonly Document[],
  facts: readonly FieldFact[],
  budget: TokenBudget,
  privacy: ContentPrivacy = usual,
): ProcessedContent {
  const found = { documents, facts };
  const clean = applyRedaction(found, planRedaction(found, privacy.types, privacy.names), privacy.placeholders);
  const distinct = dropDuplicates(clean.documents.map(nameLanguage));
  const capped = capToBudget(distinct.documents, budget);
  return {
    content: {
      documents: capped,
      facts: clean.facts.map((fact) => followTwins(fact, distinct)),
    },
    dropped: {
      duplicates: documents.length - distinct.documents.length,
      overBudget: distinct.documents.length - capped.length,
    },
  };
}

function nameLanguage(document: Document): Document {
  if (document.language !== null) return document;
  const text = document.segments.find((segment) => segment.origin === 'text')?.text ?? '';
  return { ...document, language: detectLanguage(text) };
}
