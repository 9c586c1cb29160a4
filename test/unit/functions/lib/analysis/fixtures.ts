import type { Evidence } from '../../../../../functions/lib/company/fact.ts';
import type { FieldFact, ProfileField } from '../../../../../functions/lib/company/profile.ts';
import type { Document, PagePurpose } from '../../../../../functions/lib/content/document.ts';
import { readPage } from '../../../../../functions/lib/content/index.ts';
import type { Company, EnrichmentRun } from '../../../../../functions/lib/enrichment/run.ts';
import type { SourceResult } from '../../../../../functions/lib/sources/outcome.ts';

export const observedAt = '2026-11-01T08:00:00.000Z';

export const acme = {
  domain: 'acme.example',
  name: 'Acme',
  description: null,
  homepageUrl: 'https://acme.example/',
  homeDocumentKey: null,
  confidence: 0.9,
} as Company;

export const run = {
  schemaVersion: '1',
  kind: 'vendor-context',
  domain: 'acme.example',
  userRole: 'account-executive',
  intent: null,
  vendorDomain: null,
  depth: 'standard',
  refresh: false,
  maxCostUsd: null,
  suppliedInputId: null,
  key: 'key',
} as EnrichmentRun;

/** A page of the company's site, read as the product reads it. */
export function page(path: string, body: string, head = '', purpose: PagePurpose | null = null): Document {
  return readPage(`<!doctype html><html lang="en"><head>${head}</head><body><main>${body}</main></body></html>`, {
    url: `https://acme.example${path}`,
    sourceId: 'own-site',
    observedAt,
    purpose,
  });
}

/** A document of running text alone, such as an article elsewhere. */
export function text(content: string, over: Partial<Document> = {}): Document {
  return {
    id: `document-${content.length}-${content.slice(0, 12)}`,
    sourceId: 'news',
    url: 'https://news.example/article',
    purpose: null,
    title: null,
    language: 'en',
    observedAt,
    publishedAt: null,
    segments: [{ origin: 'text', text: content }],
    blocks: [],
    links: [],
    structuredData: [],
    ...over,
  };
}

export function evidence(document: Document, quote: string): Evidence {
  return { sourceId: document.sourceId, documentId: document.id, url: document.url, quote, observedAt };
}

export function fact(
  document: Document,
  field: ProfileField,
  value: unknown,
  quote: string,
  basis: FieldFact['basis'] = 'stated',
): FieldFact {
  return { field, value, confidence: 0.8, basis, evidence: [evidence(document, quote)] };
}

export function sourceResult(over: Partial<SourceResult> = {}): SourceResult {
  return {
    id: 'page:/',
    sourceId: 'own-site',
    name: 'Homepage',
    kind: 'official',
    url: 'https://acme.example/',
    outcome: 'matched',
    reason: null,
    ms: 120,
    costUsd: 0,
    observedAt,
    fromCache: false,
    fields: [],
    documents: [],
    factsKey: null,
    ...over,
  };
}
