import type { AnswerView } from '../../client/index.ts';
import type { CitationList } from './citations.ts';
import { hang, heading } from './layout.ts';

type Section = NonNullable<AnswerView['companyIntelligence']>['brief']['sections'][number];
type Statement = Section['statements'][number];

/** Writes a section of the brief: what is known with its day and citations, what to ask, what to do. */
export function renderSection(section: Section, citations: CitationList, width: number): readonly string[] {
  const { title, score, status, statements, guidance = [], questions } = section;
  return [
    ...heading(score === null ? title : `${title}: ${score.value} of ${score.of}`, width),
    ...statements.flatMap((statement) => hang('• ', describeStatement(statement, citations), width)),
    ...(status === 'unknown' ? ['Unknown: nothing in the sources. Ask:'] : []),
    ...questions.flatMap((question) => hang('? ', question, width)),
    ...guidance.flatMap((rule) => hang('– ', rule, width)),
  ];
}

/** A statement with its day and age, what kind of statement it is, and where it stands. */
export function describeStatement(statement: Statement, citations: CitationList): string {
  const { text, basis, audience, stale, evidence } = statement;
  const notes = [
    ...dayOf(statement),
    ...(basis === 'stated' ? [] : [basis]),
    ...(audience === undefined ? [] : [audience]),
    ...(stale === true ? ['STALE: check before use'] : []),
  ];
  return `${text}${notes.length === 0 ? '' : ` (${notes.join('; ')})`}${citations.cite(evidence)}`;
}

function dayOf({ occurredOn, ageDays }: Statement): readonly string[] {
  if (occurredOn === undefined) return [];
  if (ageDays === undefined) return [occurredOn];
  return [`${occurredOn}, ${ageDays === 0 ? 'today' : `${ageDays} ${ageDays === 1 ? 'day' : 'days'} ago`}`];
}
