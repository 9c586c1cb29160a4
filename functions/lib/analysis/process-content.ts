import type { FieldFact } from '../company/profile.ts';
import type { Content } from '../content/content.ts';
import type { Document } from '../content/document.ts';
import { redactDocument, redactFact, redactionOf } from '../privacy/redact-document.ts';
import { dropDuplicates, followTwins } from './deduplication.ts';
import { detectLanguage } from './language.ts';
import { capToBudget, type TokenBudget } from './token-budget.ts';

/** Content ready for analysis, and how many documents were left out as repeated or over the budget. */
export interface ProcessedContent {
  readonly content: Content;
  readonly dropped: { readonly duplicates: number; readonly overBudget: number };
}

/** Strips personal data, leaves out what repeats, names languages and caps the whole to a budget. */
export function processContent(
  documents: readonly Document[],
  facts: readonly FieldFact[],
  budget: TokenBudget,
): ProcessedContent {
  const redactions = new Map(documents.map((document) => [document.id, redactionOf(document)]));
  const clean = documents
    .map((document) => redactDocument(document, redactions.get(document.id) ?? ((text) => text)))
    .map(nameLanguage);
  const distinct = dropDuplicates(clean);
  const capped = capToBudget(distinct.documents, budget);
  return {
    content: {
      documents: capped,
      facts: facts.map((fact) => followTwins(redactFact(fact, redactions), distinct)),
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
