import { findCards } from './detectors/card.ts';
import { findEmails } from './detectors/email.ts';
import { findHomeAddresses } from './detectors/home-address.ts';
import { findIbans } from './detectors/iban.ts';
import { findIpAddresses } from './detectors/ip-address.ts';
import { findPersons } from './detectors/person.ts';
import { findPhones } from './detectors/phone.ts';
import { findSocialSecurityNumbers } from './detectors/social-security.ts';
import type { PersonalData } from './finding.ts';

/**
 * Finds personal data in a text, in its order and without overlaps: where two readings meet, the one
 * with the stronger proof stands (a check digit before a format). `country` is where the text was
 * likely written. Takes time linear to the text's length.
 */
export function findPersonalData(text: string, country: string | null = null): PersonalData[] {
  const byProof = [
    ...findEmails(text),
    ...findIbans(text),
    ...findCards(text),
    ...findSocialSecurityNumbers(text),
    ...findIpAddresses(text),
    ...findPhones(text, country),
    ...findHomeAddresses(text),
    ...findPersons(text),
  ];
  return withoutOverlaps(byProof).sort((left, right) => left.start - right.start);
}

/** Gives a short text with the type of each finding in its place; persons stay. For what execution history keeps. */
export function maskPersonalData(text: string): string {
  return mask(
    text,
    findPersonalData(text).filter(({ type }) => type !== 'person'),
  );
}

/** Gives a short text with the type of each finding in its place, persons too. For what somebody wrote freely. */
export function maskEverybody(text: string): string {
  return mask(text, findPersonalData(text));
}

function mask(text: string, findings: readonly PersonalData[]): string {
  return findings
    .toReversed()
    .reduce((masked, { type, start, end }) => `${masked.slice(0, start)}[${type}]${masked.slice(end)}`, text);
}

function withoutOverlaps(findings: readonly PersonalData[]): PersonalData[] {
  const taken = new Set<number>();
  return findings.filter(({ start, end }) => {
    const places = Array.from({ length: end - start }, (_, index) => start + index);
    if (places.some((place) => taken.has(place))) return false;
    for (const place of places) taken.add(place);
    return true;
  });
}
