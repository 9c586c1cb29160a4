import * as z from 'zod';
import { fieldFactSchema } from '../company/profile.ts';
import { documentSchema } from './document.ts';

/** What `ProcessContent` leaves for the analysis: clean, distinct documents without personal data, and the sources' own facts. */
export const contentSchema = z.object({
  documents: z.array(documentSchema),
  facts: z.array(fieldFactSchema),
});
export type Content = z.infer<typeof contentSchema>;
