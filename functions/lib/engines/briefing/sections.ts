import type { BriefSection, Statement } from '../insights.ts';
import type { BriefAnswer } from './answer.ts';
import type { EvidenceList } from './evidence-list.ts';

/** Beyond these a brief is not read any more, whatever the engine was asked for. */
const mostStatements = 6;
const longestStatement = 400;
const mostEvidence = 12;
const hypothesisConfidence = 0.3;
const derivedShare = 0.9;

/**
 * Turns an engine's answer into the statements of the sections that were asked for. Evidence that was
 * not given is left out, sections that were not asked for are too; the verifier holds the rest.
 */
export function toStatements(
  answer: BriefAnswer,
  outline: readonly BriefSection[],
  evidence: EvidenceList,
): BriefSection[] {
  return outline.map((section) => {
    const said = answer.sections.filter(({ id }) => id === section.id).flatMap(({ statements }) => statements);
    const statements = said.slice(0, mostStatements).map((statement) => toStatement(statement, evidence));
    return { ...section, statements: statements.filter(({ text }) => text !== '' && text.length <= longestStatement) };
  });
}

type Said = BriefAnswer['sections'][number]['statements'][number];

function toStatement({ text, basis, evidence: labels }: Said, evidence: EvidenceList): Statement {
  const facts = [...new Set(labels)].flatMap((label) => evidence.get(label) ?? []);
  const sureness = Math.min(1, ...facts.map(({ confidence }) => confidence));
  const confidences = {
    stated: sureness,
    derived: sureness * derivedShare,
    hypothesis: Math.min(sureness, hypothesisConfidence),
  };
  return {
    text: text.trim(),
    // What rests on derived facts is derived, whatever the engine calls it.
    basis: basis === 'stated' && facts.some((fact) => fact.basis === 'derived') ? 'derived' : basis,
    confidence: facts.length === 0 && basis !== 'hypothesis' ? 0 : confidences[basis],
    evidence: facts.flatMap((fact) => fact.evidence.slice(0, 3)).slice(0, mostEvidence),
  };
}
