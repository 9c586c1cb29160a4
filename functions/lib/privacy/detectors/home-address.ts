import { findingAt, type PersonalData } from '../finding.ts';

/** Wording before a street address that makes it somebody's home rather than an office. */
const homeAddress =
  /(?<!\p{L})(?:home address|private address|residential address|resid(?:es|ing) at|lives at|wohnhaft(?: in)?|Privatadresse|demeurant(?: au)?|domicilio)(?!\p{L}):?\s{1,3}(\d{1,5}[\p{L}\d\s.,'’#-]{5,80}?|\p{Lu}[\p{L}.’'-]{2,40}\s\d{1,4}[a-z]?,\s?\d{4,5}\s\p{Lu}[\p{L}-]{1,40})(?=[.;|]\s|[.;|]?$)/giu;

/** Finds home addresses where the words before say that somebody lives there. */
export function findHomeAddresses(text: string): PersonalData[] {
  return [...text.matchAll(homeAddress)].map((match) => {
    const start = match.index + match[0].length - (match[1] ?? '').length;
    return findingAt('address', text, start, match.index + match[0].length);
  });
}
