import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';
import { findingAt, namesThing, type PersonalData } from '../finding.ts';

const candidate = /(?<![\p{L}\p{N}.$€£#/:_-]|\d[.,])(?:\+\s?|\()?\d[\d\s().‑–/-]{5,22}\d(?![\p{L}\p{N}%_-]|[.,]\d)/gu;
const cue =
  /(?:(?<!\p{L})(?:tel|tél|telephone|téléphone|telefon|teléfono|telefone|telefono|telefoon|telefonnummer|phone|phone number|fon|call|call us|ring|ring me|fax|mobile?|móvil|celular|cell|portable|handy|whatsapp|signal|hotline|dial|text us|text|rufnummer|puh|тел|телефон|sms|direct(?: line)?|reach (?:me|us) (?:at|on)|puhelin|tlf|numéro|número)(?!\p{L})|☎|📞|📱|電話|电话|携帯|手机|전화|هاتف)[^\d]{0,20}$/iu;
/** Formats that their country's directories print and that nothing else is commonly written in. */
const national: readonly (readonly [format: RegExp, region: CountryCode])[] = [
  [/^(?:1[\s.-])?\(?[2-9]\d{2}\)?[\s.‑–-]{1,2}[2-9]\d{2}[\s.‑–-]\d{4}$/, 'US'],
  [/^[6-9]\d{4}[\s-]\d{5}$/, 'IN'],
  [/^1[3-9]\d[\s-]\d{4}[\s-]\d{4}$/, 'CN'],
  [/^\(?[1-9]\d\)?\s9?\d{4}-\d{4}$/, 'BR'],
  [/^[689]\d{2}[\s-]\d{2}[\s-]\d{2}[\s-]\d{2}$/, 'ES'],
  [/^1[38]00[\s-]\d{3}[\s-]\d{3}$/, 'AU'],
];

/** Where a number with a trunk zero or an area code in brackets is looked for, most common first. */
const regions: readonly CountryCode[] = [
  ...(['US', 'GB', 'DE', 'FR', 'ES', 'IT', 'NL', 'IN', 'AU', 'BR', 'JP', 'CH', 'AT', 'BE', 'SE', 'PL'] as const),
  ...(['IE', 'DK', 'NO', 'FI', 'PT', 'CN', 'KR', 'SG', 'HK', 'MX', 'ZA', 'NZ', 'IL', 'TR', 'AE', 'RU', 'AR'] as const),
];

/**
 * Finds telephone numbers. International ones count where their country has such numbers; national
 * ones where a word says so, or where they are valid in a format that nothing else has. `country` is
 * where the text was likely written (ISO 3166, or a language code that names a country as well).
 */
export function findPhones(text: string, country: string | null): PersonalData[] {
  return [...text.matchAll(candidate)].flatMap((match) => {
    const written = trimOdd(match[0]);
    const start = match.index + match[0].indexOf(written);
    return isPhone(written, text, start, country) ? [findingAt('phone', text, start, start + written.length)] : [];
  });
}

/** A bracket that opens before the number, or closes after it, is the sentence's. */
function trimOdd(candidate: string): string {
  const trimmed = candidate.startsWith('(') && !candidate.includes(')') ? candidate.slice(1) : candidate;
  return trimmed.trim();
}

/** A date or a range of years has the look of a number, so only cued, prefixed or well-formed ones count. */
function isPhone(candidate: string, text: string, start: number, country: string | null): boolean {
  const digits = candidate.replace(/\D/g, '');
  if (digits.length < 7 || digits.length > 15 || isDateOrYears(candidate)) return false;
  if (candidate.startsWith('+')) return parsePhoneNumberFromString(candidate)?.isPossible() === true;
  if (candidate.startsWith('00')) return parsePhoneNumberFromString(`+${digits.slice(2)}`)?.isPossible() === true;
  if (cue.test(text.slice(Math.max(0, start - 36), start))) return digits.length >= 8 || /\D/.test(candidate);
  if (digits.length < 8 || namesThing(text, start)) return false;
  if (national.some(([format, region]) => format.test(candidate) && isValid(candidate, region))) return true;
  if (/^\(?0/.test(candidate))
    return /^0[\s0]/.test(candidate) ? false : regionsFor(country).some((region) => isValid(candidate, region));
  const likely = country?.toUpperCase() ?? '';
  return (
    /[\s.)-]/.test(candidate) &&
    isSupportedCountry(likely) &&
    likely !== 'US' &&
    !isGrouped(candidate) &&
    isValid(candidate, likely)
  );
}

function isDateOrYears(candidate: string): boolean {
  return (
    /^\d\.\d+$/.test(candidate) ||
    /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}/.test(candidate) ||
    /^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}(?!\d)/.test(candidate) ||
    /^(?:19|20)\d{2}\s?[-–/]\s?(?:19|20)\d{2}$/.test(candidate)
  );
}

/** Thousands set apart by spaces. */
function isGrouped(candidate: string): boolean {
  return /^\d{1,3}(?:\s\d{3})+$/.test(candidate);
}

function regionsFor(country: string | null): readonly CountryCode[] {
  const likely = country?.toUpperCase() ?? '';
  return isSupportedCountry(likely) ? [likely, ...regions] : regions;
}

function isValid(candidate: string, region: CountryCode): boolean {
  return parsePhoneNumberFromString(candidate, region)?.isValid() === true;
}
