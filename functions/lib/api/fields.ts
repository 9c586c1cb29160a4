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
