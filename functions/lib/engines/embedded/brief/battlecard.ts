import type { BriefSection, Statement } from '../../insights.ts';
import { planOf } from './catalog.ts';
import { ageInDays } from './events.ts';

/** After this many days a statement of a battlecard is to be checked before it is used. */
const staleAfterDays = 30;
/** What a reader takes in at one look: a page. */
export const wordsOfPage = 500;
const mostOfSection = 3;

/**
 * Marks a statement of a battlecard. `EXTERNAL_OK` needs a section that allows it and public words behind
 * it: what we read into a finding, or suppose, stays inside. `now` in epoch ms.
 */
export function markStatement(statement: Statement, section: 'INTERNAL' | 'EXTERNAL_OK', now: number): Statement {
  const isPublic = section === 'EXTERNAL_OK' && statement.basis === 'stated' && statement.evidence.length > 0;
  return {
    ...statement,
    audience: isPublic ? 'EXTERNAL_OK' : 'INTERNAL',
    stale: ageOf(statement, now) > staleAfterDays,
  };
}

/** The age of the event told of, else of the newest look at the evidence. */
function ageOf({ occurredOn, evidence }: Statement, now: number): number {
  const days = evidence.map((item) => item.observedAt.slice(0, 10)).sort();
  const date = occurredOn ?? days.at(-1);
  return date === undefined || date === '' ? 0 : ageInDays(date, now);
}

/** Holds the sections of a battlecard to one page: three statements each, then the longest ones go, last first. */
export function fitToPage(sections: readonly BriefSection[]): BriefSection[] {
  const fitted = sections.map((section) =>
    isCard(section) ? { ...section, statements: section.statements.slice(0, mostOfSection) } : section,
  );
  while (countCardWords(fitted) > wordsOfPage) {
    const longest = fitted
      .filter((section) => isCard(section) && section.statements.length > 1)
      .sort((left, right) => countSectionWords(right) - countSectionWords(left))[0];
    if (longest === undefined) break;
    const at = fitted.indexOf(longest);
    fitted[at] = { ...longest, statements: longest.statements.slice(0, -1) };
  }
  return fitted;
}

/** Words of the battlecard's sections together. */
export function countCardWords(sections: readonly BriefSection[]): number {
  return sections.filter(isCard).reduce((sum, section) => sum + countSectionWords(section), 0);
}

function isCard({ id }: BriefSection): boolean {
  return planOf(id)?.battlecard !== undefined;
}

function countSectionWords({ title, statements, questions, guidance = [] }: BriefSection): number {
  const texts = [title, ...statements.map(({ text }) => text), ...questions, ...guidance];
  return texts.reduce((sum, text) => sum + text.split(/\s+/).length, 0);
}
