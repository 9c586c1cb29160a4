import type { Document } from '../../content/document.ts';
import type { BriefSection, Statement } from '../../engines/insights.ts';
import { scoreSection } from '../../engines/section-score.ts';
import { readsAsInstruction } from '../instructions.ts';
import { holdEvidence } from './quotes.ts';
import { type DropReason, supportText } from './support.ts';

/** The sections of a brief after verification, and why statements of it were dropped. */
export interface VerifiedBrief {
  readonly sections: readonly BriefSection[];
  readonly kept: number;
  readonly reasons: readonly DropReason[];
}

/**
 * Verifies each statement of a brief: its quotes stand word for word, and so do its numbers and names,
 * the company's own and those of the section's vocabulary (`allowed`) aside. Only a hypothesis may
 * stand without evidence, and then it may name nothing. A section left bare becomes `unknown`.
 */
export function verifyBrief(
  sections: readonly BriefSection[],
  documents: ReadonlyMap<string, Document>,
  allowed: readonly string[],
): VerifiedBrief {
  const reasons: DropReason[] = [];
  const verified = sections.map((section) => {
    const statements = section.statements.flatMap((statement) => {
      const verdict = verifyStatement(statement, documents, allowed);
      if (typeof verdict !== 'string') return [verdict];
      reasons.push(verdict);
      return [];
    });
    return finishSection({ ...section, statements });
  });
  const kept = verified.reduce((sum, section) => sum + section.statements.length, 0);
  return { sections: verified, kept, reasons };
}

function verifyStatement(
  statement: Statement,
  documents: ReadonlyMap<string, Document>,
  allowed: readonly string[],
): Statement | DropReason {
  const held = holdEvidence(statement.evidence, documents).map(({ evidence }) => evidence);
  if (held.length === 0 && statement.evidence.length > 0) return 'quote_missing';
  if (held.length === 0 && statement.basis !== 'hypothesis') return 'no_evidence';
  if (readsAsInstruction(statement.text)) return 'instruction_text';
  const reason = supportText(
    statement.text,
    held.map((item) => item.quote),
    allowed,
  );
  return reason ?? { ...statement, evidence: held };
}

function finishSection(section: BriefSection): BriefSection {
  const status = section.statements.length > 0 ? 'known' : 'unknown';
  return scoreSection({ ...section, status });
}
