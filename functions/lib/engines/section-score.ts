import type { BriefSection } from './insights.ts';

/** Points of a sheet: the most a letter of MEDDPICC can have. */
export const fullScore = 2;

/** The section that adds up the lines of its sheet. */
export const sheetId = 'meddpicc';

/**
 * Scores a section of a sheet by what its statements rest on: 2 where one is stated in evidence,
 * 1 where it is only derived from evidence, 0 where nothing but hypotheses is known.
 * Sections without a score stay as they are.
 */
export function scoreSection(section: BriefSection): BriefSection {
  if (section.score === null || !section.id.startsWith(`${sheetId}-`)) return section;
  const backed = section.statements.filter((statement) => statement.evidence.length > 0);
  return { ...section, score: { value: pointsOf(backed.map((statement) => statement.basis)), of: fullScore } };
}

function pointsOf(bases: readonly string[]): number {
  if (bases.includes('stated')) return fullScore;
  return bases.includes('derived') ? 1 : 0;
}

/** Adds up the scored lines of a sheet into its first section, where the brief has one. */
export function totalSheet(sections: readonly BriefSection[]): BriefSection[] {
  const lines = sections.filter(({ id }) => id.startsWith(`${sheetId}-`)).flatMap((section) => section.score ?? []);
  const value = lines.reduce((sum, score) => sum + score.value, 0);
  const of = lines.reduce((sum, score) => sum + score.of, 0);
  return sections.map((section) => (section.id === sheetId && of > 0 ? { ...section, score: { value, of } } : section));
}
