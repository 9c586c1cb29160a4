import * as z from 'zod';
import type { FieldFact } from '../../company/profile.ts';
import type { Document } from '../../content/document.ts';
import { quoteMembers, stateFact } from '../record.ts';
import { readSizeBand } from '../size-band.ts';
import { looseText } from '../tolerant.ts';

const textOrNumber = z.union([z.number(), looseText]);

/**
 * What is kept of a LinkedIn company record. Posts, people and similar companies are not, nor is
 * `employees_in_linkedin`: it counts members who name the company, not who works there.
 */
const companyRecordSchema = z.object({
  name: looseText,
  website: looseText,
  about: looseText,
  industries: looseText,
  company_size: looseText,
  founded: textOrNumber,
  headquarters: looseText,
  organization_type: looseText,
  specialties: looseText,
});
export type CompanyRecord = z.infer<typeof companyRecordSchema>;

/** Gives the record, null where it is none. */
export function readCompanyRecord(row: unknown): CompanyRecord | null {
  const parsed = companyRecordSchema.safeParse(row);
  return parsed.success && parsed.data.name !== null ? parsed.data : null;
}

/** States what the company's page says; the record must be a segment of the document. */
export function companyFacts(document: Document, company: CompanyRecord): FieldFact[] {
  const { name, about, industries, company_size, founded, headquarters } = company;
  const year = /^\d{4}$/.test(String(founded)) ? Number(founded) : null;
  const facts = [
    { field: 'companyName', value: name, quote: { name }, confidence: 0.8 },
    { field: 'description', value: about, quote: { about }, confidence: 0.7 },
    { field: 'industry', value: industries, quote: { industries }, confidence: 0.65 },
    {
      field: 'companySize',
      value: readSizeBand(company_size),
      quote: { company_size },
      confidence: 0.65,
      basis: 'derived',
    },
    { field: 'founded', value: year, quote: { founded }, confidence: 0.7 },
    { field: 'headquarters', value: headquarters, quote: { headquarters }, confidence: 0.7 },
  ] as const;
  return facts.flatMap(({ quote, ...fact }) => stateFact(document, { ...fact, quotes: [quoteMembers(quote)] }));
}
