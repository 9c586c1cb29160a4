import * as z from 'zod';
import { isSameDomain } from '../../company/domain.ts';
import type { FieldFact } from '../../company/profile.ts';
import type { Document } from '../../content/document.ts';
import { quoteMembers, stateFact } from '../record.ts';
import { readSizeBand } from '../size-band.ts';
import { looseText } from '../tolerant.ts';

const textOrNumber = z.union([z.number(), looseText]);

/** What is kept of a company; addresses and numbers of people are not among it. */
const firmographicsSchema = z.object({
  company_name: looseText,
  website: looseText,
  industry: looseText,
  size: textOrNumber,
  founded: textOrNumber,
  city: looseText,
  state: looseText,
  country: looseText,
});
export type Firmographics = z.infer<typeof firmographicsSchema>;

/** Gives what Snov.io knows of the company, null where it knows nothing or speaks of another website. */
export function readFirmographics(data: unknown, domain: string): Firmographics | null {
  const parsed = firmographicsSchema.safeParse(Array.isArray(data) ? data[0] : data);
  if (!parsed.success) return null;
  const { website, ...rest } = parsed.data;
  const isKnown = Object.values(rest).some((value) => value !== null);
  const isOther = website !== null && !isSameDomain(website, domain);
  return isKnown && !isOther ? parsed.data : null;
}

/** States the firmographics; the record that they stand in must be a segment of the document. */
export function firmographicFacts(document: Document, company: Firmographics): FieldFact[] {
  const { company_name, industry, size, founded, city, state, country } = company;
  const place = [city, state, country].filter((part) => part !== null).join(', ');
  const year = /^\d{4}$/.test(String(founded)) ? Number(founded) : null;
  const facts = [
    { field: 'companyName', value: company_name, quote: { company_name }, confidence: 0.7 },
    { field: 'industry', value: industry, quote: { industry }, confidence: 0.6 },
    { field: 'companySize', value: readSizeBand(size), quote: { size }, confidence: 0.6, basis: 'derived' },
    { field: 'founded', value: year, quote: { founded }, confidence: 0.65 },
    { field: 'headquarters', value: place, quote: { city, state, country }, confidence: 0.6 },
  ] as const;
  return facts.flatMap(({ quote, ...fact }) => stateFact(document, { ...fact, quotes: [quoteMembers(quote)] }));
}
