import { foldCompanyName } from './name.ts';
import type { FieldFact, ProfileField } from './profile.ts';

type Value = Readonly<Record<string, unknown>>;

/** Fields whose items or values are names of companies. */
const companyNames: readonly ProfileField[] = ['companyName', 'legalName', 'competitors', 'customers', 'partnerships'];
/** Fields that everyone words differently; two wordings are no contradiction. */
const freelyWorded: readonly ProfileField[] = [
  'description',
  'industry',
  'positioningStrategy',
  'pricingModel',
  'marketPresence',
];
/** Counts within this share of each other were taken on different days. */
const countTolerance = 0.15;
const amountTolerance = 0.05;

/**
 * Gives what makes two values of a field the same: text but for case, accents and punctuation,
 * a company but for its legal form, a person by name, a page by address, a profile by network.
 */
export function valueKey(field: ProfileField, value: unknown): string {
  if (typeof value === 'string') return companyNames.includes(field) ? foldCompanyName(value) : foldWords(value);
  if (typeof value !== 'object' || value === null) return String(value);
  return keyOfObject(field, value as Value);
}

function keyOfObject(field: ProfileField, value: Value): string {
  switch (field) {
    case 'keyExecutives':
      return foldWords(String(value.name));
    case 'recentNews':
      return foldAddress(String(value.url));
    case 'socialProfiles':
      return String(value.network);
    case 'ids':
      return String(value.scheme);
    case 'fundingRounds':
      // One amount is one round, whoever leaves its name or its day out.
      if (typeof value.amount === 'number') return String(value.amount);
      return [foldWords(String(value.type)), String(value.date).slice(0, 4)].join('|');
    case 'buyingSignals':
      return [foldWords(String(value.type)), foldWords(String(value.text)), value.date].join('|');
    default:
      return canonicalJson(value);
  }
}

/** Whether two different values of a scalar field contradict each other. */
export function contradict(field: ProfileField, left: unknown, right: unknown): boolean {
  if (freelyWorded.includes(field)) return false;
  if (field === 'employees') return !isNear(Number(left), Number(right), countTolerance);
  if (field === 'headquarters') return !isSamePlace(String(left), String(right));
  if (field === 'hiring') return false;
  if (field === 'revenue') return contradictsRevenue(left as Value, right as Value);
  return valueKey(field, left) !== valueKey(field, right);
}

/** Other currencies and other years are other figures. */
function contradictsRevenue(left: Value, right: Value): boolean {
  if (left.currency !== right.currency || left.period !== right.period) return false;
  return !isNear(Number(left.amount), Number(right.amount), amountTolerance);
}

/** The year a value speaks of, as far as it says so; later ones supersede earlier ones. */
export function periodOf({ field, value }: Pick<FieldFact, 'field' | 'value'>): number {
  const period = field === 'revenue' ? /\d{4}/.exec(String((value as Value).period))?.[0] : undefined;
  return period === undefined ? 0 : Number(period);
}

/** `P585` is Wikidata's point in time; display strings and sentences put the year in brackets or behind `as of`. */
const countedIn = /"P585":.*?"time":"\+(\d{4})|\(((?:19|20)\d{2})\)|\bas of (?:\p{L}+ )?((?:19|20)\d{2})/u;

/** Until when a head count was true at the latest, in epoch ms: the end of the year that its quote names. */
export function countedUntil({ field, evidence }: Pick<FieldFact, 'field' | 'evidence'>): number {
  if (field !== 'employees' && field !== 'companySize') return Number.POSITIVE_INFINITY;
  const years = evidence.flatMap(({ quote }) => countedIn.exec(quote)?.slice(1).find(Boolean) ?? []);
  return years.length === 0 ? Number.POSITIVE_INFINITY : Date.UTC(Math.max(...years.map(Number)) + 1, 0);
}

/** JSON with sorted keys, so that equal values have equal texts. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  );
}

/** Whether two values bear the same title: two titles of one article or person are two statements, and a quote of one does not back the other. */
export function isTitledAlike(left: unknown, right: unknown): boolean {
  const [one, other] = [left, right].map((value) =>
    typeof value === 'object' && value !== null && 'title' in value ? foldWords(String(value.title)) : '',
  );
  return one === other;
}

/** Text for comparing: case, accents and punctuation away. */
export function foldWords(text: string): string {
  const folded = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+#]+/gu, ' ')
    .trim();
  return folded === '' ? text : folded;
}

function foldAddress(url: string): string {
  return url.replace(/^https?:\/\/(?:www\.)?|[?#].*$/gi, '').replace(/\/$/, '');
}

function isNear(left: number, right: number, tolerance: number): boolean {
  return Math.abs(left - right) <= Math.max(left, right) * tolerance;
}

/** `Berlin`, `Berlin, DE` and `Berlin, Germany` are one place said thrice; a street may stand before it. */
function isSamePlace(left: string, right: string): boolean {
  const [city, otherCity] = [left, right].map((place) => foldWords(place.split(',')[0] ?? ''));
  return city === otherCity || isPart(left, right) || isPart(right, left);
}

function isPart(part: string, whole: string): boolean {
  const words = new Set(foldWords(whole).split(' '));
  return foldWords(part)
    .split(' ')
    .every((word) => words.has(word));
}
