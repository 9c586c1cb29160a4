import * as z from 'zod/mini';
import { type Intent, intents } from '../company/perspective.ts';

/** A company as the web client names it: by name, domain or URL. */
export const companyField = z.string().check(z.trim(), z.minLength(1), z.maxLength(2048));

/** The web client knows no roles; the account executive's brief has all that its pages show. */
export const frontEndPerspective = {
  userRole: 'account-executive',
  depth: 'standard',
  refresh: false,
  maxCostUsd: null,
  minConfidence: null,
  searchResults: [],
} as const;

/** Free text of the web client: one of the intents by its name, or nothing that could be used. */
export function intentIn(context: unknown): Intent | null {
  const named = typeof context === 'string' ? context.trim().toLowerCase() : null;
  return intents.find((intent) => intent === named) ?? null;
}
