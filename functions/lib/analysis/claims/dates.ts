/** Beginnings of the names of months, January first, in English, German, French, Spanish, Portuguese, Italian and Dutch. */
const monthStarts: readonly RegExp[] = [
  /^(?:jan|jän|ene|gen)/,
  /^(?:feb|fév|fev)/,
  /^(?:mar|mär|maa|mrt)/,
  /^(?:apr|avr|abr)/,
  /^(?:may|mai|mei|mag)/,
  /^(?:jun|juin|giu)/,
  /^(?:jul|juil|lug)/,
  /^(?:aug|aoû|aou|ago)/,
  /^(?:sep|set)/,
  /^(?:oct|okt|out|ott)/,
  /^(?:nov)/,
  /^(?:dec|dez|déc|dic)/,
];
const monthWord =
  '(Jan(?:uary|uar|vier|uari|eiro)?|Jänner|Ene(?:ro)?|Genn(?:aio)?|Feb(?:ruary|ruar|rero|braio|ruari)?|Fév(?:rier)?|Fev(?:ereiro)?|Mar(?:ch|s|zo|ço|t)?|März|Maart|Mrt|Apr(?:il|ile)?|Avr(?:il)?|Abr(?:il)?|May(?:o)?|Mai(?:o)?|Mei|Mag(?:gio)?|Jun(?:e|i|io|ho)?|Juin|Giu(?:gno)?|Jul(?:y|i|io|ho)?|Juil(?:let)?|Lug(?:lio)?|Aug(?:ust|ustus)?|Août|Ago(?:sto)?|Sept?(?:ember|embre|tiembre|iembre)?|Set(?:embro|tembre)?|Oct(?:ober|obre|ubre)?|Okt(?:ober)?|Out(?:ubro)?|Ott(?:obre)?|Nov(?:ember|embre|iembre|embro)?|Dec(?:ember)?|Dez(?:ember|embro)?|Déc(?:embre)?|Dic(?:iembre|embre)?)\\.?';
const year = '((?:1[0-9]|20)\\d{2})';

const iso = new RegExp(`(?<!\\d)${year}-(\\d{2})(?:-(\\d{2}))?(?!\\d)`, 'g');
const monthFirst = new RegExp(`(?<!\\p{L})${monthWord}\\s+(?:(\\d{1,2})(?:st|nd|rd|th)?,?\\s+)?${year}(?!\\d)`, 'giu');
const dayFirst = new RegExp(
  `(?<![\\p{L}\\d])(\\d{1,2})(?:st|nd|rd|th|er|º|\\.)?\\s+(?:de\\s+)?${monthWord},?\\s+(?:de\\s+)?${year}(?!\\d)`,
  'giu',
);
const dotted = new RegExp(`(?<![\\d.])(\\d{1,2})\\.\\s?(\\d{1,2})\\.\\s?${year}(?!\\d)`, 'g');
const slashed = new RegExp(`(?<![\\d/])(\\d{1,2})/(\\d{1,2})/${year}(?![\\d/])`, 'g');
const eastern = new RegExp(`(?<!\\d)${year}年(?:(\\d{1,2})月(?:(\\d{1,2})日)?)?`, 'g');
const yearAlone = new RegExp(`(?<![\\d.,$€£-])${year}(?![\\d,]\\d|\\d|\\s?%)`, 'g');

/** Gives the dates that a text names, as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, most precise first. */
export function datesIn(original: string): string[] {
  const text = original.normalize('NFKC');
  const precise = [
    ...[...text.matchAll(iso)].map((match) => toDate(match[1], match[2], match[3])),
    ...[...text.matchAll(dayFirst)].map((match) => toDate(match[3], monthNumber(match[2]), match[1])),
    ...[...text.matchAll(monthFirst)].map((match) => toDate(match[3], monthNumber(match[1]), match[2])),
    ...[...text.matchAll(dotted)].map((match) => toDate(match[3], match[2], match[1])),
    ...[...text.matchAll(slashed)].flatMap((match) => readSlashes(match[1], match[2], match[3])),
    ...[...text.matchAll(eastern)].map((match) => toDate(match[1], match[2], match[3])),
    ...[...text.matchAll(yearAlone)].map((match) => toDate(match[1])),
  ];
  return [...new Set(precise)].sort((left, right) => right.length - left.length);
}

/** Whether a date stands in a text, at least as precisely as it is given. */
export function dateStandsIn(date: string, text: string): boolean {
  return datesIn(text).some((candidate) => candidate === date || candidate.startsWith(`${date}-`));
}

function monthNumber(word: string | undefined): string {
  const lower = (word ?? '').toLowerCase();
  return String(monthStarts.findIndex((start) => start.test(lower)) + 1);
}

/** `5/14/2025` can be read in one way only; of `5/4/2025` no more than the year is sure. */
function readSlashes(first: string | undefined, second: string | undefined, inYear: string | undefined): string[] {
  const [left, right] = [Number(first), Number(second)];
  if (left > 12 && right <= 12) return [toDate(inYear, second, first)];
  if (right > 12 && left <= 12) return [toDate(inYear, first, second)];
  return left === right ? [toDate(inYear, first, second)] : [toDate(inYear)];
}

function toDate(...parts: readonly (string | undefined)[]): string {
  return parts
    .filter((part) => part !== undefined)
    .map((part) => part.padStart(2, '0'))
    .join('-');
}
