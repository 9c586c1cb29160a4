/** Who reads the brief. */
export const userRoles = [
  'account-executive',
  'solutions-engineer',
  'business-development-rep',
  'customer-success-manager',
] as const;
export type UserRole = (typeof userRoles)[number];

/** In which situation the brief is read. */
export const intents = ['discovery', 'competitive', 'renewal'] as const;
export type Intent = (typeof intents)[number];

const shortForms: Readonly<Record<string, UserRole>> = {
  AE: 'account-executive',
  SE: 'solutions-engineer',
  BDR: 'business-development-rep',
  CSM: 'customer-success-manager',
};

/** Gives the role for its full name or its short form (AE, SE, BDR, CSM; any case), else null. */
export function parseUserRole(input: string): UserRole | null {
  const role = userRoles.find((name) => name === input.toLowerCase());
  return role ?? shortForms[input.toUpperCase()] ?? null;
}
