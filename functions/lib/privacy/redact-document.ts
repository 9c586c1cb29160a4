import type { FieldFact } from '../company/profile.ts';
import type { Document } from '../content/document.ts';
import { findPersonalData, type PersonalData } from './personal-data.ts';

/** Replaces stretches of text by the placeholder of their kind; the same everywhere, so that quotes still match. */
export type Redaction = (text: string) => string;

/** Keys of schema.org/Person that reach the person rather than name a public role. */
const privateKeys = new Set([
  'email',
  'telephone',
  'faxNumber',
  'address',
  'homeLocation',
  'birthDate',
  'birthPlace',
  'contactPoint',
]);

/**
 * Makes the redaction of one document: every e-mail address, telephone number and home address that
 * stands anywhere in it, and what its structured data says of a person beyond name and role.
 */
export function redactionOf(document: Document): Redaction {
  const texts = [
    document.title ?? '',
    ...document.segments.map((segment) => segment.text),
    ...document.blocks.map((block) => block.text),
    ...document.links.map((link) => link.text),
  ];
  const found = [
    ...texts.flatMap((text) => findPersonalData(text, document.language)),
    ...document.structuredData.flatMap((node) => privateValues(node, false)),
  ];
  const replacements = [...new Map(found.map((item) => [item.text, item])).values()].sort(longestFirst);
  return (text) => replacements.reduce((clean, item) => clean.replaceAll(item.text, `[${item.type}]`), text);
}

/** Gives the document without personal data; links that only reach a person are left out. */
export function redactDocument(document: Document, redact: Redaction): Document {
  return {
    ...document,
    title: document.title === null ? null : redact(document.title),
    segments: document.segments.map((segment) => ({ ...segment, text: redact(segment.text) })),
    blocks: document.blocks.map((block) => ({
      ...block,
      text: redact(block.text),
      section: block.section.map((heading) => redact(heading)),
    })),
    links: document.links
      .filter((link) => !/^(?:mailto|tel|sms|callto):/i.test(link.url))
      .map((link) => ({ url: link.url, text: redact(link.text) })),
    structuredData: document.structuredData.map((node) => redactValue(node, redact) as Record<string, unknown>),
  };
}

/** Redacts value and quotes of a source's fact as its document was redacted. */
export function redactFact(fact: FieldFact, redactions: ReadonlyMap<string, Redaction>): FieldFact {
  const all = [...new Set(fact.evidence.map((item) => item.documentId))].flatMap((id) => redactions.get(id) ?? []);
  return {
    ...fact,
    value: redactValue(fact.value, (text) => all.reduce((clean, redact) => redact(clean), text)),
    evidence: fact.evidence.map((item) => ({
      ...item,
      quote: redactions.get(item.documentId)?.(item.quote) ?? item.quote,
    })),
  };
}

function redactValue(value: unknown, redact: Redaction): unknown {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map((item) => redactValue(item, redact));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redactValue(item, redact)]));
}

function privateValues(value: unknown, isPrivate: boolean): PersonalData[] {
  if (typeof value === 'string') return isPrivate && value.length > 3 ? [{ type: 'address', text: value }] : [];
  if (Array.isArray(value)) return value.flatMap((item) => privateValues(item, isPrivate));
  if (typeof value !== 'object' || value === null) return [];
  const person = [Reflect.get(value, '@type')].flat().includes('Person');
  return Object.entries(value).flatMap(([key, item]) => {
    if (key.startsWith('@')) return [];
    return privateValues(item, isPrivate || (person && privateKeys.has(key)));
  });
}

function longestFirst(left: PersonalData, right: PersonalData): number {
  return right.text.length - left.text.length;
}
