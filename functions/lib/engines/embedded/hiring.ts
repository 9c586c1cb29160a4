import { numbersIn, wordedNumbersIn } from '../../analysis/claims/numbers.ts';
import type { FieldFact } from '../../company/profile.ts';
import { stateFact } from '../../sources/record.ts';
import { type Page, pagesFor, type Reading } from './reading.ts';

const openCount =
  /\b(\d{1,4}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\+? (?:(?:open|current|available) (?:positions?|roles?|jobs?)|openings|vacancies)\b|\b(?:open|current) (?:positions|roles|jobs|openings|vacancies)\s?[(:]\s?(\d{1,4})\b/i;
const hiringCue =
  /\bwe(?:['’]re| are) (?:always |currently |actively )?(?:hiring|recruiting|looking for)\b|\b(?:open|current) (?:positions|roles|jobs|openings|vacancies)\b|\bjoin our team\b/i;
const jobHeading =
  /\b(?:open|current|all|our) (?:positions|roles|jobs|openings|vacancies)\b|\bjob openings\b|\bdepartments?\b|\bvacancies\b/i;

const teams = [
  'Engineering',
  'Product',
  'Design',
  'Data',
  'Sales',
  'Marketing',
  'Customer Success',
  'Customer Support',
  'Support',
  'Operations',
  'Finance',
  'Legal',
  'People',
  'Human Resources',
  'Security',
  'IT',
  'Logistics',
  'Manufacturing',
  'Research',
] as const;

const titles: readonly (readonly [RegExp, (typeof teams)[number]])[] = [
  [/\bSales\b/, 'Sales'],
  [/\bMarketing\b/, 'Marketing'],
  [/\bCustomer Success\b/, 'Customer Success'],
  [/\bCustomer Support\b/, 'Customer Support'],
  [/\bEngineering\b/, 'Engineering'],
  [/\bData\b(?= (?:Engineer|Scientist|Analyst))/, 'Data'],
  [/\bSecurity\b(?= (?:Engineer|Analyst|Lead))/, 'Security'],
  [/\bProduct\b(?= (?:Manager|Lead|Owner|Designer))/, 'Product'],
  [/\bOperations\b/, 'Operations'],
  [/\bFinance\b/, 'Finance'],
  [/\bLegal\b/, 'Legal'],
  [/\bLogistics\b/, 'Logistics'],
];
const jobTitle =
  /\b(?:Engineer|Developer|Manager|Designer|Analyst|Scientist|Specialist|Executive|Representative|Lead|Director|Technician|Coordinator|Associate|Architect|Driver|Operator|Planner|Head of|Recruiter|Accountant)\b/;

/** States that the company hires, how many places it says are open, and in which teams. */
export function stateHiring(reading: Reading): FieldFact[] {
  for (const page of pagesFor(reading, 'careers')) {
    const fact = hiringOn(page);
    if (fact.length > 0) return fact;
  }
  return [];
}

function hiringOn({ document, blocks }: Page): FieldFact[] {
  const counted = blocks.find((block) => block.text.length <= 200 && openCount.test(block.text));
  const cued = counted ?? blocks.find((block) => block.text.length <= 300 && hiringCue.test(block.text));
  const match = openCount.exec(counted?.text ?? '');
  const [openJobs] = [...numbersIn(match?.[1] ?? match?.[2] ?? ''), ...wordedNumbersIn(match?.[1] ?? '')];
  const found = new Map<string, string>();
  for (const block of blocks.filter(isListing)) {
    const team = teamOf(block.text) ?? departmentOf(block, blocks);
    if (team !== null && !found.has(team)) found.set(team, block.text);
  }
  if (cued === undefined && found.size === 0) return [];
  const quotes = [...new Set([...(cued === undefined ? [] : [cued.text]), ...found.values()])];
  return stateFact(document, {
    field: 'hiring',
    value: { openJobs: openJobs ?? null, teams: [...found.keys()] },
    quotes,
    confidence: 0.75,
  });
}

function isListing(block: Page['blocks'][number]): boolean {
  const isShort =
    block.text.length <= 90 && (block.kind === 'heading' || block.kind === 'list-item' || block.kind === 'table-row');
  return (
    isShort &&
    (block.kind === 'heading' || block.section.some((heading) => jobHeading.test(heading)) || jobTitle.test(block.text))
  );
}

/** A heading right above job titles is the department's, whatever it is called. */
function departmentOf(block: Page['blocks'][number], blocks: Page['blocks']): string | null {
  if (
    block.kind !== 'heading' ||
    !/^\p{Lu}[\p{L}&]+(?: [\p{L}&]+){0,2}$/u.test(block.text) ||
    hiringCue.test(block.text)
  )
    return null;
  const next = blocks[blocks.indexOf(block) + 1];
  return next?.kind === 'list-item' && jobTitle.test(next.text) ? block.text : null;
}

/** A department by its heading, or the one that a job title names. */
function teamOf(text: string): string | null {
  const heading = text.replace(/\s*\(?\d+\)?$/, '');
  const department = teams.find((team) => team.toLowerCase() === heading.toLowerCase());
  if (department !== undefined) return department;
  return jobTitle.test(text) ? (titles.find(([pattern]) => pattern.test(text))?.[1] ?? null) : null;
}
