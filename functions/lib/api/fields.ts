import * as z from 'zod/mini';
import { intents, parseUserRole, type UserRole } from '../company/perspective.ts';

/** A role by its full name or its short form. */
export const userRoleField = z.pipe(
  z.string(),
  z.transform((input: string, context): UserRole => {
    const role = parseUserRole(input);
    if (role !== null) return role;
    const message =
      'must be account-executive (AE), solutions-engineer (SE), business-development-rep (BDR) or customer-success-manager (CSM)';
    context.issues.push({ code: 'custom', message, input });
    return z.NEVER;
  }),
);

export const intentField = z.enum(intents);
export const depthField = z.enum(['standard', 'deep']);

/** How old an answer may be, in seconds; 0 takes only one of this very second, thirty days are older than any. */
export const maxAgeField = z.int().check(z.minimum(0), z.maximum(30 * 24 * 3600));

/** What every question about one company may say; `minConfidence` 0–1. */
export const perspectiveFields = {
  userRole: userRoleField,
  intent: z.optional(intentField),
  depth: z._default(depthField, 'standard'),
  refresh: z._default(z.boolean(), false),
  maxAgeSeconds: z.optional(maxAgeField),
  minConfidence: z.optional(z.number().check(z.minimum(0), z.maximum(1))),
  maxCostUsd: z.optional(z.number().check(z.minimum(0), z.maximum(1000))),
};
