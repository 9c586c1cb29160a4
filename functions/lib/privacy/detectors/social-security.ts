import { findingAt, namesThing, type PersonalData } from '../finding.ts';

const candidate = /(?<![\p{L}\p{N}.,$€£/+_-])(\d{3})([ -]?)(\d{2})\2(\d{4})(?![\p{L}\p{N}_]|[-.,]\d)/gu;
const cue = /(?:\bssn\b|social[\s-]security|\btin\b|\btax(?:payer)? id)[^\d]{0,24}$/i;
/** Printed on a wallet card and in a leaflet, and void since. */
const withdrawn = new Set(['078051120', '219099999']);

/**
 * Finds US social security numbers by the rules of their issuer: no area 000, 666 or 900–999, no
 * group 00, no serial 0000 (https://www.ssa.gov/employer/randomization.html). Without hyphens only where the text says so.
 */
export function findSocialSecurityNumbers(text: string): PersonalData[] {
  return [...text.matchAll(candidate)].flatMap((match) => {
    const [whole, area = '', separator = '', group = '', serial = ''] = match;
    const isIssued = !/^(?:000|666|9)/.test(area) && group !== '00' && serial !== '0000';
    if (!isIssued || withdrawn.has(area + group + serial)) return [];
    const isSaid = cue.test(text.slice(Math.max(0, match.index - 48), match.index));
    const stands = isSaid || (separator === '-' && !namesThing(text, match.index));
    return stands ? [findingAt('ssn', text, match.index, match.index + whole.length)] : [];
  });
}
