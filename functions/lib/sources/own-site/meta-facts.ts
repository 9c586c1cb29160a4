import type { FieldFact } from '../../company/profile.ts';
import type { Document } from '../../content/document.ts';
import { stateFact } from '../record.ts';

/** What a homepage's meta description must have to describe more than its title. */
const shortestDescription = 30;
const longestDescription = 600;

/** The homepage's own description from its meta tags, as a company's short text about itself. */
export function readMetaFacts(document: Document, description: string | null): FieldFact[] {
  if (document.purpose !== 'home' || description === null) return [];
  if (description.length < shortestDescription || description.length > longestDescription) return [];
  return stateFact(document, { field: 'description', value: description, quotes: [description], confidence: 0.75 });
}
