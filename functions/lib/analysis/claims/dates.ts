const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const monthWord =
  '(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?';
const year = '((?:1[0-9]|20)\\d{2})';

const iso = new RegExp(`(?<!\\d)${year}-(\\d{2})(?:-(\\d{2}))?(?!\\d)`, 'g');
const monthFirst = new RegExp(`\\b${monthWord}\\s+(?:(\\d{1,2})(?:st|nd|rd|th)?,?\\s+)?${year}\\b`, 'gi');
const dayFirst = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th|\\.)?\\s+${monthWord},?\\s+${year}\\b`, 'gi');
const yearAlone = new RegExp(`(?<![\\d.,$€£-])${year}(?![\\d,]\\d|\\d|\\s?%)`, 'g');

/** Gives the dates that a text names, as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, most precise first. */
export function datesIn(text: string): string[] {
  const precise = [
    ...[...text.matchAll(iso)].map((match) => toDate(match[1], match[2], match[3])),
    ...[...text.matchAll(dayFirst)].map((match) => toDate(match[3], monthNumber(match[2]), match[1])),
    ...[...text.matchAll(monthFirst)].map((match) => toDate(match[3], monthNumber(match[1]), match[2])),
    ...[...text.matchAll(yearAlone)].map((match) => toDate(match[1])),
  ];
  return [...new Set(precise)].sort((left, right) => right.length - left.length);
}

/** Whether a date stands in a text, at least as precisely as it is given. */
export function dateStandsIn(date: string, text: string): boolean {
  return datesIn(text).some((candidate) => candidate === date || candidate.startsWith(`${date}-`));
}

function monthNumber(word: string | undefined): string {
  const start = (word ?? '').slice(0, 3).toLowerCase();
  return String(months.findIndex((month) => month.startsWith(start)) + 1);
}

function toDate(...parts: readonly (string | undefined)[]): string {
  return parts
    .filter((part) => part !== undefined)
    .map((part) => part.padStart(2, '0'))
    .join('-');
}
