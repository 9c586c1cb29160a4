import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';

/** A stretch of text that tells how to reach a person. */
export interface PersonalData {
  readonly type: 'email' | 'phone' | 'address';
  readonly text: string;
}

/** RFC 5321 addresses as they are written in running text, `[at]` spellings included. */
const email =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}(?:@|\s?[[(]\s?at\s?[\])]\s?)(?:[\p{L}\p{N}-]{1,63}(?:\.|\s?[[(]\s?dot\s?[\])]\s?))+\p{L}{2,24}(?![\p{L}\p{N}])/giu;

const phoneCandidate = /(?<![\p{L}\p{N}.$€£#/:-])(?:\+|00|\()?\d[\d\s().‑–/-]{6,20}\d(?![\p{L}\p{N}%-]|[.,]\d)/gu;
const phoneCue = /(?:\b(?:tel|telephone|phone|call|fax|mobile|cell|whatsapp|hotline|dial|text us)\b|☎|📞)[^\d]{0,20}$/i;
const northAmerican = /^(?:1[\s.-])?\(?[2-9]\d{2}\)?[\s.‑–-]{1,2}[2-9]\d{2}[\s.‑–-]\d{4}$/;

/** Where a number without a country code is looked for, most common first. */
const regions: readonly CountryCode[] = ['US', 'GB', 'DE', 'FR', 'ES', 'IT', 'NL', 'IN', 'AU', 'BR', 'JP', 'CH', 'AT'];

/** Wording before a street address that makes it somebody's home rather than an office. */
const homeAddress =
  /\b(?:home address|private address|residential address|resid(?:es|ing) at|lives at)\b:?\s+(\d{1,5}[\p{L}\d\s.,'’#-]{5,80}?)(?=[.;|]\s|[.;|]?$)/giu;

/** Finds e-mail addresses, telephone numbers and home addresses in a text. `country` is where it is likely written. */
export function findPersonalData(text: string, country: string | null = null): PersonalData[] {
  return [
    ...[...text.matchAll(email)].map(([match]) => ({ type: 'email' as const, text: match })),
    ...[...text.matchAll(phoneCandidate)]
      .filter((match) => isPhone(match[0], text.slice(Math.max(0, match.index - 30), match.index), country))
      .map(([match]) => ({ type: 'phone' as const, text: match })),
    ...[...text.matchAll(homeAddress)].map((match) => ({ type: 'address' as const, text: match[1] ?? '' })),
  ];
}

/** A date or a range of years has the look of a number, so only cued, prefixed or well-formed ones count. */
function isPhone(candidate: string, before: string, country: string | null): boolean {
  const digits = candidate.replace(/\D/g, '').length;
  if (digits < 8 || digits > 15 || /^\d{4}[-/.]\d{2}[-/.]\d{2}/.test(candidate)) return false;
  if (candidate.startsWith('+')) return parsePhoneNumberFromString(candidate)?.isPossible() === true;
  if (candidate.startsWith('00')) return parsePhoneNumberFromString(`+${candidate.slice(2)}`)?.isPossible() === true;
  if (northAmerican.test(candidate) || phoneCue.test(before)) return true;
  return /^\(?0/.test(candidate) && isNational(candidate, country);
}

function isNational(candidate: string, country: string | null): boolean {
  const likely = country?.toUpperCase() ?? '';
  const order = isSupportedCountry(likely) ? [likely, ...regions] : regions;
  return order.some((region) => parsePhoneNumberFromString(candidate, region)?.isValid() === true);
}
