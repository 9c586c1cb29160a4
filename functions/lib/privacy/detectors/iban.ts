import { findingAt, type PersonalData } from '../finding.ts';

/** Length of an IBAN by country (SWIFT, IBAN Registry, https://www.swift.com/standards/data-standards/iban). */
const lengths: Readonly<Record<string, number>> = Object.fromEntries(
  (
    'NO15 BE16 DK18 FI18 FO18 GL18 NL18 SD18 FK18 MK19 SI19 AT20 BA20 EE20 KZ20 LT20 LU20 XK20 MN20 ' +
    'CH21 HR21 LI21 LV21 BG22 BH22 CR22 DE22 GB22 GE22 IE22 ME22 RS22 VA22 AE23 GI23 IL23 IQ23 OM23 SO23 TL23 ' +
    'AD24 CZ24 ES24 MD24 PK24 RO24 SA24 SE24 SK24 TN24 VG24 LY25 PT25 ST25 IS26 TR26 BI27 DJ27 FR27 GR27 IT27 MC27 MR27 SM27 ' +
    'AL28 AZ28 BY28 CY28 DO28 GT28 HN28 HU28 LB28 NI28 PL28 BR29 EG29 PS29 QA29 UA29 JO30 KW30 MU30 YE30 MT31 SC31 LC32 RU33'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

const start = /(?<![\p{L}\p{N}])[A-Z]{2}[ -]?\d{2}/giu;

/** Finds IBANs: a country's length, and the remainder 1 of ISO 7064 MOD 97-10 (ISO 13616). */
export function findIbans(text: string): PersonalData[] {
  return [...text.matchAll(start)].flatMap((match) => {
    const length = lengths[match[0].slice(0, 2).toUpperCase()];
    const end = length === undefined ? null : endAfter(text, match.index, length);
    if (end === null || /[\p{L}\p{N}]/u.test(text[end] ?? '')) return [];
    const compact = text
      .slice(match.index, end)
      .replace(/[ \u00a0-]/g, '')
      .toUpperCase();
    return leavesOne(compact) ? [findingAt('iban', text, match.index, end)] : [];
  });
}

/** Where so many letters and digits end, single spaces or hyphens between them allowed. */
function endAfter(text: string, from: number, count: number): number | null {
  let taken = 0;
  for (let at = from; at < text.length; at += 1) {
    if (/[A-Za-z0-9]/.test(text[at] ?? '')) taken += 1;
    else if (!/[ \u00a0-]/.test(text[at] ?? '') || !/[A-Za-z0-9]/.test(text[at + 1] ?? '')) return null;
    if (taken === count) return at + 1;
  }
  return null;
}

function leavesOne(iban: string): boolean {
  const moved = iban.slice(4) + iban.slice(0, 4);
  const digits = moved.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}
