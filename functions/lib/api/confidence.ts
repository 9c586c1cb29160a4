import type { AnswerEvidence, CompanyIntelligence } from '../company/answer.ts';
import { openQuestions } from '../company/open-questions.ts';
import type { CustomerIntelligence, Topic } from '../customer/customer-intelligence.ts';
import type { BriefSection } from '../engines/insights.ts';
import { scoreSection, totalSheet } from '../engines/section-score.ts';

type EvidenceMap = CompanyIntelligence['evidence'];

/**
 * Leaves out the values whose best evidence is under `least` (0–1), and the brief's statements
 * under it. Values that carry no evidence of their own, such as scores, stay. List items move up,
 * and the evidence's JSON pointers with them.
 */
export function dropDoubtful(intelligence: CompanyIntelligence, least: number): CompanyIntelligence {
  const evidence: Record<string, readonly AnswerEvidence[]> = {};
  const fields = Object.entries(intelligence).map(([field, value]): [string, unknown] => {
    if (heldApart.has(field)) return [field, value];
    const kept = keepSure(`/${field}`, value, intelligence.evidence, least);
    Object.assign(evidence, kept.evidence);
    return [field, kept.value];
  });
  const sections = totalSheet(intelligence.brief.sections.map((section) => dropFromSection(section, least)));
  const values = Object.fromEntries(fields);
  const rest = Object.entries(intelligence.evidence).filter(([pointer]) => heldApart.has(pointer.split('/')[1] ?? ''));
  return {
    ...(values as CompanyIntelligence),
    brief: { ...intelligence.brief, sections },
    evidence: { ...Object.fromEntries(rest), ...evidence },
    unknowns: questionFields
      .filter((field) => isEmpty(values[field]))
      .map((field) => {
        const before = intelligence.unknowns.find((unknown) => unknown.field === field);
        return before ?? { field, question: openQuestions[field], reason: 'below_confidence' };
      }),
  };
}

/** Leaves out the statements under `least` (0–1); a subject left bare is unknown. */
export function dropDoubtfulTopics(customer: CustomerIntelligence, least: number): CustomerIntelligence {
  const keep = (topic: Topic): Topic => {
    const statements = topic.statements.filter((statement) => statement.confidence >= least);
    return { ...topic, statements, status: statements.length > 0 ? 'known' : 'unknown' };
  };
  const { decisionMakers, incumbents, positioningGuidance, talkingPoints, objections } = customer;
  return {
    ...customer,
    decisionMakers: keep(decisionMakers),
    incumbents: keep(incumbents),
    positioningGuidance: keep(positioningGuidance),
    talkingPoints: keep(talkingPoints),
    objections: keep(objections),
  };
}

/** 0–1: the share of fields that have a value, two digits as in the answer's metadata. */
export function measureCompleteness({ unknowns }: CompanyIntelligence): number {
  return Math.round((1 - unknowns.length / questionFields.length) * 100) / 100;
}

const questionFields = Object.keys(openQuestions) as (keyof typeof openQuestions)[];

function dropFromSection(section: BriefSection, least: number): BriefSection {
  const statements = section.statements.filter((statement) => statement.confidence >= least);
  const without = section.status === 'questions' ? 'questions' : 'unknown';
  return scoreSection({ ...section, statements, status: statements.length > 0 ? 'known' : without });
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

const heldApart = new Set(['domain', 'brief', 'evidence', 'alternatives', 'unknowns', 'sources', 'sentiment']);

interface Kept {
  readonly value: unknown;
  readonly evidence: EvidenceMap;
}

function keepSure(pointer: string, value: unknown, evidence: EvidenceMap, least: number): Kept {
  if (Array.isArray(value)) return keepSureItems(pointer, value, evidence, least);
  if (isDoubtful(evidence[pointer], least)) return { value: null, evidence: {} };
  if (typeof value === 'object' && value !== null) return keepSureMembers(pointer, value, evidence, least);
  return { value, evidence: pick(evidence, pointer, pointer) };
}

function keepSureItems(pointer: string, items: readonly unknown[], evidence: EvidenceMap, least: number): Kept {
  const value: unknown[] = [];
  const moved: Record<string, readonly AnswerEvidence[]> = {};
  items.forEach((item, index) => {
    const from = `${pointer}/${index}`;
    if (isDoubtful(evidence[from], least)) return;
    Object.assign(moved, pick(evidence, from, `${pointer}/${value.length}`));
    value.push(item);
  });
  return { value, evidence: moved };
}

function keepSureMembers(pointer: string, members: object, evidence: EvidenceMap, least: number): Kept {
  const kept = Object.entries(members).filter(
    ([name]) => !isDoubtful(evidence[`${pointer}/${escapePointer(name)}`], least),
  );
  const found = kept.map(([name]) =>
    pick(evidence, `${pointer}/${escapePointer(name)}`, `${pointer}/${escapePointer(name)}`),
  );
  return {
    value: Object.fromEntries(kept),
    evidence: Object.assign({}, pick(evidence, pointer, pointer), ...found) as EvidenceMap,
  };
}

function isDoubtful(evidence: readonly AnswerEvidence[] | undefined, least: number): boolean {
  return evidence !== undefined && evidence.length > 0 && evidence.every((item) => item.confidence < least);
}

function pick(evidence: EvidenceMap, from: string, to: string): EvidenceMap {
  const items = evidence[from];
  return items === undefined ? {} : { [to]: items };
}

/** RFC 6901, section 3. */
function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
