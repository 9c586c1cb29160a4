import type { Domain } from '../../../../../functions/lib/company/domain.ts';
import type { FieldFact } from '../../../../../functions/lib/company/profile.ts';
import type { Document } from '../../../../../functions/lib/content/document.ts';
import type { Company, EnrichmentRun } from '../../../../../functions/lib/enrichment/run.ts';
import type {
  Adapter,
  SourceAnswer,
  SourceQuestion,
  Surroundings,
} from '../../../../../functions/lib/sources/adapter.ts';
import { findSource } from '../../../../../functions/lib/sources/catalog.ts';
import type { PlannedSource } from '../../../../../functions/lib/sources/plan.ts';

export const domain = 'acme.example' as Domain;
export const now = Date.parse('2026-03-01T12:00:00Z');

export const company: Company = {
  domain,
  name: 'Acme Robotics',
  description: null,
  homepageUrl: 'https://acme.example/',
  homeDocumentKey: null,
  confidence: 0.9,
};

export const run: EnrichmentRun = {
  schemaVersion: '1',
  kind: 'vendor-context',
  domain,
  userRole: 'account-executive',
  intent: null,
  vendorDomain: null,
  depth: 'standard',
  refresh: false,
  maxCostUsd: null,
  suppliedInputId: null,
  key: 'key',
};

/** A clock that stands still unless told, and pauses that take no time but move it. */
export function frozenSurroundings(
  start = now,
): Surroundings & { readonly pauses: number[]; advance(ms: number): void } {
  let time = start;
  const pauses: number[] = [];
  return {
    now: () => time,
    pause: async (ms) => {
      pauses.push(ms);
      time += ms;
    },
    cooldowns: new Map(),
    pauses,
    advance: (ms) => {
      time += ms;
    },
  };
}

export function planned(sourceId: string): PlannedSource {
  const { name, kind } = findSource(sourceId) ?? { name: sourceId, kind: 'registry' };
  return { id: sourceId, sourceId, name, kind, url: null, purpose: null };
}

export function question(
  changes: Partial<SourceQuestion> & { readonly about?: Partial<Company> } = {},
): SourceQuestion {
  const { about, ...rest } = changes;
  return {
    company: { ...company, ...about },
    source: planned('wikidata'),
    deadline: now + 10_000,
    refresh: false,
    surroundings: frozenSurroundings(),
    ...rest,
  };
}

/** The facts of an answer, as `field: value`; fails where nothing matched. */
export function factsOf(answer: SourceAnswer): FieldFact[] {
  if (answer.outcome !== 'matched') throw new Error(`expected a match, got ${JSON.stringify(answer)}`);
  return [...answer.facts];
}

export function valuesOf(answer: SourceAnswer, field: FieldFact['field']): unknown[] {
  return factsOf(answer)
    .filter((fact) => fact.field === field)
    .map(({ value }) => value);
}

/** Quotes that do not stand word for word in the document they cite. */
export function brokenQuotes(answer: SourceAnswer): string[] {
  if (answer.outcome !== 'matched') return [];
  const documents = new Map(answer.documents.map((document) => [document.id, document]));
  const stands = (document: Document | undefined, quote: string) =>
    document?.segments.some(({ text }) => text.includes(quote)) ?? false;
  return answer.facts
    .flatMap(({ evidence }) => evidence)
    .filter(({ documentId, quote }) => !stands(documents.get(documentId), quote))
    .map(({ quote }) => quote);
}

/** How an adapter ends, whatever it does: an outcome, or the reason of its typed failure. */
export async function outcomeOf(adapter: Adapter, asked: SourceQuestion): Promise<string> {
  try {
    const answer = await adapter.ask(asked);
    return answer.outcome === 'matched' ? 'matched' : `${answer.outcome}: ${answer.reason}`;
  } catch (error) {
    return `failure: ${(error as { reason?: string }).reason ?? String(error)}`;
  }
}
