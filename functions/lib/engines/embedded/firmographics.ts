import { numbersIn } from '../../analysis/claims/numbers.ts';
import { sizeBandOf } from '../../analysis/vocabulary/company-sizes.ts';
import type { FieldFact } from '../../company/profile.ts';
import type { Document } from '../../content/document.ts';
import { stateFact } from '../../sources/record.ts';
import { type Page, pagesFor, type Reading, speaksOfCompany } from './reading.ts';
import { splitSentences } from './sentences.ts';

/** A sentence of a page that speaks of the company itself. */
interface Told {
  readonly document: Document;
  readonly text: string;
}

const staff =
  /\b(?:team|staff|workforce|crew|company) of (?:over |more than |about |around |nearly |some |approximately |~)?(\d[\d.,]*k?\+?)|(?:\bover |\bmore than |\babout |\baround |\bnearly |\bapproximately |\bsome |\bwith |\bour |\bare |\btoday,? |~|^)(\d[\d.,]*k?\+?) (?:full-time |dedicated |talented |passionate |skilled )?(?:employees|colleagues|team members|teammates|staff(?: members)?|people (?:who )?(?:work|across|in|on (?:the|our) team)|Mitarbeiter\w*)\b|\b(?:beschäftigen|beschäftigt) (?:rund |etwa |über )?(\d[\d.]*) |\bwe are (?:now )?(?:a team of )?(\d[\d.,]*) people\b|\bemploy(?:s|ing)? (?:over |more than |about |around |nearly |approximately |some )?(\d[\d.,]*k?\+?) (?:people|staff|workers|employees)/i;
const otherStaff =
  /\b(?:companies|businesses|enterprises|teams|organi[sz]ations|agencies|manufacturers|customers|clients|firms|startups|employers|workforces|SM[BE]s) (?:with|of)\b|\bup to\b|\bfewer than\b|\bless than\b|\byour\b|\bper employee\b|\btheir\b|\bcustomer\b.*\bemployees\b|\btracks?\b|\bmanage[sd]?\b|\bschedul|\b(?:to|for) (?:over |more than )?\d|\bbenefits\b/i;

const founding =
  /\b(?:founded|established|started|launched|incorporated|formed|set up|born|began|built)\b(?:\s(?:\w+['’]?\w*,?\s){0,6}?)?(?:in|since)\s(?:(?:early|late|mid|January|February|March|April|May|June|July|August|September|October|November|December)[\s-])?((?:1[6-9]|20)\d{2})\b|\b(?:since|est\.?(?:ablished)?|founded|gegründet)\s(?:in\s)?((?:1[6-9]|20)\d{2})\b|\bwurde (?:im Jahr )?((?:1[6-9]|20)\d{2})\b.{0,80}\bgegründet\b/i;
const otherFounding =
  /\b(?:customer|client|partner|acquired|product|feature|community|version|since \d{4},? (?:when|the))\b/i;

const place =
  "(\\p{Lu}[\\p{L}.'’-]+(?:\\s(?:(?:de|la|am|upon|of|the)\\s)?\\p{Lu}[\\p{L}.'’-]+){0,3}(?:,\\s\\p{Lu}[\\p{L}.]+(?:\\s\\p{Lu}[\\p{L}.]+){0,2}){0,2})";
const seat = new RegExp(
  `\\b(?:[Hh]eadquartered|HQ['’]?d|[Hh]ead office|[Hh]eadquarters(?: (?:is|are))?(?: located)?|(?:[Ww]e|[Cc]ompany|[Tt]eam)(?: is| are|['’]re) based|[Bb]ased) (?:in|at|out of)\\s(?:the\\s)?${place}`,
  'u',
);

const presence =
  /\b(?:in|across|from|over|spanning|serv(?:es?|ing))\s(?:over |more than |about |around )?(?:\d+\+?|two|three|four|five|six|seven|eight|nine|ten|a dozen) (?:\w+ )?(?:countries|continents|markets|cities|states|regions|locations|offices)\b|\b\d+\+? (?:countries|offices|locations|depots|branches|stores|plants|sites)\b|\boffices in\s\p{Lu}|\boperat(?:es?|ing)\s(?:in|across|throughout)\s\p{Lu}/u;

const corporate = ['about', 'home', 'contact', 'careers', 'team', 'news'] as const;

/** States the number of employees and the size band that follows from it. */
export function stateEmployees(reading: Reading): FieldFact[] {
  for (const { document, text } of tell(reading, 'about', 'careers', 'home', 'team')) {
    const match = otherStaff.test(text) ? null : staff.exec(text);
    const written = match?.[1] ?? match?.[2] ?? match?.[3] ?? match?.[4] ?? match?.[5];
    const [value] = written === undefined ? [] : numbersIn(written);
    if (value === undefined || value < 2 || value > 3e6 || isYear(value, written)) continue;
    const band = sizeBandOf(value);
    return [
      ...stateFact(document, { field: 'employees', value, quotes: [text], confidence: 0.75 }),
      ...stateFact(document, { field: 'companySize', value: band, quotes: [text], confidence: 0.75, basis: 'derived' }),
    ];
  }
  return sizeFromFacts(reading);
}

/** Where a source states the number, the band follows from it. */
function sizeFromFacts(reading: Reading): FieldFact[] {
  const fact = reading.facts.find((candidate) => candidate.field === 'employees');
  const value = typeof fact?.value === 'number' ? sizeBandOf(fact.value) : null;
  if (fact === undefined || value === null) return [];
  return [{ field: 'companySize', value, confidence: fact.confidence, basis: 'derived', evidence: fact.evidence }];
}

/** States the founding year, not later than the year in which the page was read. */
export function stateFounding(reading: Reading): FieldFact[] {
  for (const { document, text } of tell(reading, ...corporate)) {
    const match = otherFounding.test(text) ? null : founding.exec(text);
    const value = Number(match?.[1] ?? match?.[2] ?? match?.[3] ?? 0);
    if (value === 0 || value > Number(document.observedAt.slice(0, 4))) continue;
    return stateFact(document, { field: 'founded', value, quotes: [text], confidence: 0.75 });
  }
  return [];
}

/** States where the company sits, as a sentence about itself says. */
export function stateHeadquarters(reading: Reading): FieldFact[] {
  for (const { document, text } of tell(reading, ...corporate)) {
    const value = cityOfAddress(addressCue.exec(text)?.[1]) ?? seat.exec(text)?.[1]?.replace(/\.$/, '');
    if (value === undefined || /^(?:The|Your|Our|Data|Evidence|Facts?)\b/.test(value)) continue;
    return stateFact(document, { field: 'headquarters', value, quotes: [text], confidence: 0.75 });
  }
  return headedAddress(reading).slice(0, 1);
}

/** States where the company is present, in its own sentence. */
export function statePresence(reading: Reading): FieldFact[] {
  const told = tell(reading, 'about', 'contact', 'home', 'careers').find(
    ({ text }) => presence.test(text) && text.length >= 20 && text.length <= 240 && !/["“?]|^\d{4}\b/.test(text),
  );
  if (told === undefined) return [];
  return stateFact(told.document, { field: 'marketPresence', value: told.text, quotes: [told.text], confidence: 0.65 });
}

const addressCue =
  /\b(?:headquarters|head office|registered office|our office)(?: is| address)?(?: at|:|,| –| -)\s*(.+)$/i;
const addressHeading = /^(?:(?:our |global )?headquarters?|head office|hq|hauptsitz)$/i;

/** City and what stands behind it in a written address: without the street and the postcode. */
function cityOfAddress(address: string | undefined): string | undefined {
  const parts = (address ?? '').replace(/\.$/, '').split(/,\s+/);
  const places = parts.slice(/\d/.test(parts[0] ?? '') ? 1 : 0).map(withoutPostcode);
  const isPlace =
    places.length >= 2 && places.every((part) => /^\p{Lu}[\p{L}.'’-]*(?:\s[\p{L}.'’-]+){0,3}$/u.test(part));
  return isPlace ? places.slice(-3).join(', ') : undefined;
}

/** A postcode has digits, and its other half is two capitals (NL, GB, a state of the US). */
function withoutPostcode(part: string): string {
  const words = part.split(' ');
  return words.some((word) => /\d/.test(word))
    ? words.filter((word) => !/\d/.test(word) && !/^\p{Lu}{2}$/u.test(word)).join(' ')
    : part;
}

/** A block under `Headquarters` is an address. */
function headedAddress(reading: Reading): FieldFact[] {
  return pagesFor(reading, ...corporate).flatMap(({ document, blocks }) =>
    blocks
      .filter((block) => addressHeading.test(block.section.at(-1) ?? '') && block.text.length <= 120)
      .flatMap((block) => {
        const value = cityOfAddress(block.text);
        return value === undefined
          ? []
          : stateFact(document, { field: 'headquarters', value, quotes: [block.text], confidence: 0.8 });
      }),
  );
}

function tell(reading: Reading, ...purposes: Parameters<typeof pagesFor>[1][]): Told[] {
  return purposes.flatMap((purpose) => pagesFor(reading, purpose)).flatMap((page) => tellPage(page, reading));
}

/** Sentences in which the company speaks of itself; quotes speak for others. */
function tellPage({ document, blocks, purpose }: Page, reading: Reading): Told[] {
  return blocks
    .filter((block) => block.kind !== 'quote' && block.kind !== 'image-alt')
    .flatMap((block) => splitSentences(block.text))
    .filter((text) => text.length <= 400 && !/^["“]/.test(text))
    .filter(
      (text) =>
        speaksOfCompany(text, reading, true) || (purpose === 'about' && startsWithEvent(text)) || addressCue.test(text),
    )
    .map((text) => ({ document, text }));
}

/** An about page says `Founded in 2011 in Bergen` without a subject. */
function startsWithEvent(text: string): boolean {
  return /^(?:it|wir|founded|established|headquartered|started|based|since|with|a team|today|\d)/i.test(text);
}

function isYear(value: number, written: string | undefined): boolean {
  return value >= 1900 && value <= 2100 && !/[.,k+]/.test(written ?? '');
}
