import { findingAt, namesThing, type PersonalData } from '../finding.ts';

const candidate = /(?<![\p{L}\p{N}.,$€£/+_-])\d(?:[ \u00a0-]?\d){12,18}(?![\p{L}\p{N}_]|[.,-]\d)/gu;
const cue =
  /(?:card|visa|master|amex|american express|discover|maestro|diners|jcb|pan|karte|kreditkarte|carte|tarjeta|carta|cartão|kort)[^\d]{0,24}$/i;
/** Groups as cards print them: four by four, 4-6-5 (American Express), 4-6-4 (Diners). */
const printed = /^(?:\d{4}[ \u00a0-]){3,4}\d{1,4}$|^\d{4}[ \u00a0-]\d{6}[ \u00a0-]\d{4,5}$/;

/** Issuer ranges with the lengths that they issue (ISO/IEC 7812; https://en.wikipedia.org/wiki/Payment_card_number). */
const issuers: readonly (readonly [range: RegExp, lengths: readonly number[]])[] = [
  [/^4/, [13, 16, 19]],
  [/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, [16]],
  [/^3[47]/, [15]],
  [/^(?:6011|64[4-9]|65)/, [16, 17, 18, 19]],
  [/^35(?:2[89]|[3-8])/, [16, 17, 18, 19]],
  [/^3(?:0[0-5]|095|[689])/, [14, 15, 16, 17, 18, 19]],
  [/^62/, [16, 17, 18, 19]],
  [/^(?:50|5[6-9]|6[0-9])/, [13, 14, 15, 16, 17, 18, 19]],
];

/** Finds payment card numbers: an issuer's range, its length, and the check digit of Luhn (ISO/IEC 7812-1, annex B). */
export function findCards(text: string): PersonalData[] {
  return [...text.matchAll(candidate)].flatMap((match) => {
    const digits = match[0].replace(/\D/g, '');
    const issued = issuers.some(([range, lengths]) => range.test(digits) && lengths.includes(digits.length));
    if (!issued || !passesLuhn(digits)) return [];
    const before = text.slice(Math.max(0, match.index - 40), match.index);
    const isPlain = printed.test(match[0]) || digits.length === match[0].length;
    const isThing = namesThing(text, match.index) && !cue.test(before);
    return isPlain && !isThing ? [findingAt('card', text, match.index, match.index + match[0].length)] : [];
  });
}

function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0 && new Set(digits).size > 1;
}
