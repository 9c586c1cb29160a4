import * as z from 'zod';
import { evidenceSchema } from '../../../company/fact.ts';
import type { PagePurpose } from '../../../content/document.ts';
import type { Page, Reading } from '../reading.ts';
import { countWords, splitSentences } from '../sentences.ts';

/** What a sentence of the company's own site is good for in a brief, where no field of the profile holds it. */
const excerptKinds = ['comparison', 'proof', 'objective', 'integration', 'data', 'procurement'] as const;
export type ExcerptKind = (typeof excerptKinds)[number];

/** A sentence in the company's own words, with where it stands. */
export const excerptSchema = z.object({ kind: z.enum(excerptKinds), evidence: evidenceSchema });
export type Excerpt = z.infer<typeof excerptSchema>;

interface Rule {
  readonly kind: ExcerptKind;
  readonly wording: RegExp;
  /** On which pages it is looked for; null: on all. */
  readonly purposes: readonly PagePurpose[] | null;
}

const rules: readonly Rule[] = [
  { kind: 'comparison', wording: /\p{L}/u, purposes: ['comparison'] },
  {
    kind: 'proof',
    wording:
      /\d.*\b(?:sav(?:es?|ed|ing)|reduc\w+|cuts?|faster|fewer|less|more|los(?:es?|t)|found|grew|doubled|increas\w+|moved|brought|reviews?|takes?|weeks?|days?|hours?)\b|\b(?:sav(?:es?|ed)|reduced|cut|doubled|halved|moved|brought|used to)\b.*\d|\bused to\b/i,
    purposes: ['customers'],
  },
  {
    kind: 'objective',
    wording:
      /\b(?:we (?:plan|aim|intend|want) to|our (?:goal|aim|mission|ambition|vision) is|plans? to|by 20\d\d|(?:raised|raises)\b.*\bto (?:build|expand|open|grow|hire|enter)|will (?:open|launch|expand|hire|build|enter|double))\b/i,
    purposes: ['about', 'news', 'home', 'careers', 'other'],
  },
  {
    kind: 'integration',
    wording:
      /\b(?:integrat(?:es?|ions?) (?:with|into)|connects? (?:to|with)|works (?:together )?with|REST API|an API|ODBC|webhooks?|single sign-on|SSO|connectors? for)\b/i,
    purposes: ['products', 'home', 'partners', 'security', 'pricing'],
  },
  {
    kind: 'data',
    wording:
      /\b(?:personal data|GDPR|HIPAA|patient (?:data|records)|data (?:is|are) (?:kept|stored|hosted|encrypted|never)|data residency|encrypt(?:ed|ion)|never (?:write|train|sell|share)|penetration tests?|operational technology|sub-?processors?)\b/i,
    purposes: ['security', 'products', 'home'],
  },
  {
    kind: 'procurement',
    wording:
      /\b(?:procurement|tenders?|requests? for proposals?|RFPs?|supplier (?:code|assessment|onboarding|terms)|public contracts?)\b/i,
    purposes: null,
  },
];

/** A news list sets the day before the title. */
export const leadingDate =
  /^(?:\p{Lu}\p{Ll}+ \d{1,2}, \d{4}|\d{1,2}\.? \p{Lu}\p{Ll}+ \d{4}|\d{4}-\d{2}-\d{2})\s+(?=\p{Lu})/u;
const fewestWords = 5;
const longestSentence = 260;
const mostOfKind = 6;

/** Collects the sentences of the company's own pages that a brief can quote, in reading order, each once. */
export function collectExcerpts(reading: Reading): Excerpt[] {
  const found = rules.flatMap((rule) =>
    distinct(reading.pages.filter((page) => isWanted(page, rule)).flatMap((page) => excerptsOf(page, rule))).slice(
      0,
      mostOfKind,
    ),
  );
  return found;
}

function isWanted({ purpose }: Page, { purposes }: Rule): boolean {
  return purposes === null || purposes.includes(purpose);
}

function excerptsOf({ document, blocks }: Page, { kind, wording }: Rule): Excerpt[] {
  return blocks
    .filter((block) => block.kind === 'paragraph' || block.kind === 'quote' || block.kind === 'list-item')
    .flatMap((block) => splitSentences(block.text.replace(leadingDate, '')))
    .filter((text) => isQuotable(text) && wording.test(text))
    .map((quote) => ({
      kind,
      evidence: {
        sourceId: document.sourceId,
        documentId: document.id,
        url: document.url,
        quote,
        observedAt: document.observedAt,
      },
    }));
}

function isQuotable(text: string): boolean {
  return (
    countWords(text) >= fewestWords &&
    text.length <= longestSentence &&
    !/\?$|©|^(?:see|read|get|book|contact|write)\b/i.test(text)
  );
}

function distinct(excerpts: readonly Excerpt[]): Excerpt[] {
  return [...new Map(excerpts.map((excerpt) => [excerpt.evidence.quote, excerpt])).values()];
}
