import type { Evidence } from '../../company/fact.ts';
import type { FieldFact } from '../../company/profile.ts';
import type { Document } from '../../content/document.ts';
import { planOf } from '../../engines/embedded/brief/catalog.ts';
import type { BriefSection, Statement } from '../../engines/insights.ts';
import { scoreSection, totalSheet } from '../../engines/section-score.ts';
import { readsAsInstruction } from '../instructions.ts';
import { foreignAddresses } from './addresses.ts';
import { type HeldEvidence, holdEvidence, standsInInstruction } from './quotes.ts';
import { type DropReason, supportDate, supportText } from './support.ts';

/** The sections of a brief after verification, and why statements of it were dropped. */
export interface VerifiedBrief {
  readonly sections: readonly BriefSection[];
  readonly kept: number;
  readonly reasons: readonly DropReason[];
}

/** What a statement may name beside the words of its quotes. */
export interface Allowance {
  /** The company's own name and domain. */
  readonly names: readonly string[];
  /** Facts already verified; a statement may word their values where it rests on the same quote. */
  readonly facts: readonly FieldFact[];
}

/**
 * Verifies each statement of a brief: its quotes stand word for word, and so do its numbers and names,
 * what is allowed aside. A hypothesis needs evidence too: free text could carry whatever a page told an engine.
 * Titles and rules are the catalogue's. A section left bare becomes `unknown`.
 */
export function verifyBrief(
  sections: readonly BriefSection[],
  documents: ReadonlyMap<string, Document>,
  allowance: Allowance,
): VerifiedBrief {
  const values = valuesByQuote(allowance.facts);
  const reasons: DropReason[] = [];
  const verified = sections.flatMap((section) => {
    const frame = frameOf(section);
    if (frame === null) return [];
    const statements = section.statements.flatMap((statement) => {
      const verdict = verifyStatement(statement, documents, (item) => [
        ...allowance.names,
        ...(values.get(keyOf(item)) ?? []),
      ]);
      if (typeof verdict !== 'string') return [verdict];
      reasons.push(verdict);
      return [];
    });
    return finishSection({
      ...frame,
      statements,
      questions: section.questions.filter(mayAsk(section.id, allowance)),
    });
  });
  const kept = verified.reduce((sum, section) => sum + section.statements.length, 0);
  return { sections: totalSheet(verified), kept, reasons };
}

function verifyStatement(
  statement: Statement,
  documents: ReadonlyMap<string, Document>,
  allowedWith: (item: Evidence) => readonly string[],
): Statement | DropReason {
  const found = holdEvidence(statement.evidence, documents);
  const held = found.map(({ evidence }) => evidence);
  if (held.length === 0) return statement.evidence.length > 0 ? 'quote_missing' : 'no_evidence';
  if (readsAsInstruction(statement.text) || found.every(standsInInstruction)) return 'instruction_text';
  const sites = found.map(({ document }) => document.url);
  if (foreignAddresses(statement.text, sites).length > 0) return 'url_outside_document';
  const quotes = held.map((item) => item.quote);
  const reason = supportText(statement.text, quotes, held.flatMap(allowedWith));
  return reason ?? dated({ ...statement, evidence: held }, found);
}

/** The day of an event must stand in its evidence like any other fact. */
function dated(statement: Statement, found: readonly HeldEvidence[]): Statement {
  const { occurredOn, ...undated } = statement;
  if (occurredOn === undefined) return statement;
  return supportDate(occurredOn, found) === null ? statement : undated;
}

/**
 * The section without what an engine may have worded itself: title and rules are the catalogue's. A
 * section that the catalogue does not know needs a plain title, and has no rules; null where it has none.
 */
function frameOf(section: BriefSection): BriefSection | null {
  const plan = planOf(section.id);
  const { guidance: _guidance, ...bare } = section;
  if (plan !== null) {
    const guidance = plan.guidance === undefined ? {} : { guidance: [...plan.guidance] };
    return { ...bare, title: plan.title, ...guidance };
  }
  const isPlain = /^[a-z][a-z0-9-]{0,40}$/.test(section.id) && /^[\p{L} ,’'&()-]{1,80}$/u.test(section.title);
  return isPlain && !readsAsInstruction(section.title) ? bare : null;
}

const address = /:\/\/|@|[\p{L}\d-]\.\p{Ll}{2,}/u;

/** The catalogue's questions name nothing; any other may name only what was verified, and address nobody but the reader. */
function mayAsk(id: string, { names, facts }: Allowance): (question: string) => boolean {
  const ours: readonly string[] = planOf(id)?.questions ?? [];
  const known = [...names, ...facts.map((fact) => textOf(fact.value)), ...ours];
  return (question) =>
    ours.includes(question) ||
    (!address.test(question) && !readsAsInstruction(question) && supportText(question, [], known) === null);
}

function finishSection(section: BriefSection): BriefSection {
  const without = section.status === 'questions' ? 'questions' : 'unknown';
  const status = section.statements.length > 0 ? 'known' : without;
  return scoreSection({ ...section, status });
}

function valuesByQuote(facts: readonly FieldFact[]): ReadonlyMap<string, readonly string[]> {
  const pairs = facts.flatMap((fact) => fact.evidence.map((item) => [keyOf(item), textOf(fact.value)] as const));
  const groups = Map.groupBy(pairs, ([key]) => key);
  return new Map([...groups].map(([key, group]) => [key, group.map(([, value]) => value)]));
}

function keyOf(item: Evidence): string {
  return `${item.documentId} ${item.quote}`;
}

function textOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? Object.values(value).flat().join(' ') : String(value);
}
