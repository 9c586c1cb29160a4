import { type FieldFact, fieldFactSchema, profileFields } from '../../company/profile.ts';
import type { Document } from '../../content/document.ts';
import { readsAsInstruction } from '../instructions.ts';
import { foreignAddresses } from './addresses.ts';
import { type Claimant, checkValue } from './fields.ts';
import { type HeldEvidence, holdEvidence, standsInInstruction } from './quotes.ts';
import type { DropReason } from './support.ts';

/** A claim that holds, with only the evidence that holds, or why it was dropped. */
export type Verdict<T> =
  | { readonly kept: T; readonly reason: null }
  | { readonly kept: null; readonly reason: DropReason };

/**
 * Verifies one claim against the stored documents: its shape, that a quote of it stands word for
 * word, and that every number, name, date and address of its value stands in those quotes.
 */
export function verifyFact(
  claim: unknown,
  documents: ReadonlyMap<string, Document>,
  claimant: Claimant,
): Verdict<FieldFact> {
  const parsed = fieldFactSchema.safeParse(claim);
  if (!parsed.success) return drop('malformed');
  const fact = { ...parsed.data, value: profileFields[parsed.data.field].value.parse(parsed.data.value) };
  const held = holdEvidence(fact.evidence, documents);
  if (held.length === 0) return drop(missingReason(fact, documents));
  if (isInstruction(fact, held)) return drop('instruction_text');
  if (leadsAway(fact, held, claimant)) return drop('url_outside_document');
  const reason = checkValue(fact, held, claimant);
  if (reason !== null) return drop(reason);
  return { kept: { ...fact, evidence: held.map(({ evidence }) => evidence) }, reason: null };
}

function drop(reason: DropReason): Verdict<never> {
  return { kept: null, reason };
}

function missingReason(fact: FieldFact, documents: ReadonlyMap<string, Document>): DropReason {
  return fact.evidence.some((item) => documents.has(item.documentId)) ? 'quote_missing' : 'document_missing';
}

/** Text that addresses machines, or stands beside such text, is no evidence. */
function isInstruction(fact: FieldFact, held: readonly HeldEvidence[]): boolean {
  return readsAsInstruction(JSON.stringify(fact.value)) || held.every(standsInInstruction);
}

/** Addresses that an engine's words carry must be the page's own; profiles of networks are checked as such. */
function leadsAway(fact: FieldFact, held: readonly HeldEvidence[], claimant: Claimant): boolean {
  if (claimant === 'source' || fact.field === 'socialProfiles') return false;
  const sites = held.map(({ document }) => document.url);
  return [JSON.stringify(fact.value), ...held.map(({ evidence }) => evidence.quote)].some(
    (text) => foreignAddresses(text, sites).length > 0,
  );
}
