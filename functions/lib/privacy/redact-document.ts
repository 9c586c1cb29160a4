import type { FieldFact } from '../company/profile.ts';
import type { Document } from '../content/document.ts';
import { type FoundValue, findInDocument, publicNamesIn } from './document-findings.ts';
import type { PersonalDataType } from './finding.ts';
import type { Placeholders } from './placeholders.ts';

/** Replaces stretches of text by their placeholders; the same everywhere, so that quotes still match. */
export type Redaction = (text: string) => string;

/** Documents and the facts that rest on them. */
export interface Findings {
  readonly documents: readonly Document[];
  readonly facts: readonly FieldFact[];
}

/** What is to be replaced: found values by the id of their document. */
export type RedactionPlan = ReadonlyMap<string, readonly FoundValue[]>;

/**
 * Finds the personal data of the given types in documents. A person shown in a public business role
 * in any of the documents or facts keeps the name everywhere; so do names that are the company's (`names`).
 */
export function planRedaction(
  { documents, facts }: Findings,
  types: readonly PersonalDataType[],
  names: readonly string[] = [],
): RedactionPlan {
  const keeps = types.includes('person') ? namesToKeep(documents, facts, names) : new Set<string>();
  const found = documents.map((document) => {
    const values = findInDocument(document, types);
    return [document.id, values.filter(({ type, text }) => type !== 'person' || !keeps.has(fold(text)))] as const;
  });
  return new Map(found.filter(([, values]) => values.length > 0));
}

/** Replaces what was planned in documents, and in facts as in the documents that they rest on. */
export function applyRedaction(
  { documents, facts }: Findings,
  plan: RedactionPlan,
  placeholders: Placeholders,
): Findings {
  const redactions = new Map([...plan].map(([id, values]) => [id, redactionOf(values, placeholders)]));
  return {
    documents: documents.map((document) => redactDocument(document, redactions.get(document.id) ?? unchanged)),
    facts: facts.map((fact) => redactFact(fact, redactions)),
  };
}

/** Makes the replacement of found values by their placeholders, longest first. */
export function redactionOf(values: readonly FoundValue[], placeholders: Placeholders): Redaction {
  const byText = new Map(values.map((value) => [value.text, placeholders(value)]));
  const texts = [...byText.keys()].filter((text) => text !== '').sort((left, right) => right.length - left.length);
  if (texts.length === 0) return unchanged;
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${texts.map(RegExp.escape).join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  return (text) => text.replace(pattern, (match) => byText.get(match) ?? match);
}

function unchanged(text: string): string {
  return text;
}

function redactDocument(document: Document, redaction: Redaction): Document {
  return dropPersonalLinks({
    ...document,
    title: document.title === null ? null : redaction(document.title),
    segments: document.segments.map((segment) => ({ ...segment, text: redaction(segment.text) })),
    blocks: document.blocks.map((block) => ({
      ...block,
      text: redaction(block.text),
      section: block.section.map((heading) => redaction(heading)),
    })),
    links: document.links.map((link) => ({ url: link.url, text: redaction(link.text) })),
    structuredData: document.structuredData.map((node) => redactValue(node, redaction) as Record<string, unknown>),
  });
}

/** Links that only reach a person are left out. */
function dropPersonalLinks(document: Document): Document {
  const links = document.links.filter((link) => !/^(?:mailto|tel|sms|callto|whatsapp|skype|facetime):/i.test(link.url));
  return links.length === document.links.length ? document : { ...document, links };
}

/** Redacts value and quotes of a fact as its documents were redacted. */
function redactFact(fact: FieldFact, redactions: ReadonlyMap<string, Redaction>): FieldFact {
  const all = [...new Set(fact.evidence.map((item) => item.documentId))].flatMap((id) => redactions.get(id) ?? []);
  return {
    ...fact,
    value: redactValue(fact.value, (text) => all.reduce((clean, redaction) => redaction(clean), text)),
    evidence: fact.evidence.map((item) => ({
      ...item,
      quote: redactions.get(item.documentId)?.(item.quote) ?? item.quote,
    })),
  };
}

/** Redacts every string in a value, keys aside. */
export function redactValue(value: unknown, redaction: Redaction): unknown {
  if (typeof value === 'string') return redaction(value);
  if (Array.isArray(value)) return value.map((item) => redactValue(item, redaction));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redactValue(item, redaction)]));
}

/** Names that stay: shown in a public role somewhere, an executive's in the facts, or the company's own. */
function namesToKeep(
  documents: readonly Document[],
  facts: readonly FieldFact[],
  names: readonly string[],
): ReadonlySet<string> {
  const executives = facts.flatMap(({ field, value }) => {
    const name = field === 'keyExecutives' && typeof value === 'object' && value !== null && Reflect.get(value, 'name');
    return typeof name === 'string' ? [name] : [];
  });
  return new Set([...documents.flatMap(publicNamesIn), ...executives, ...names].map(fold));
}

function fold(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
