/** What a client may be allowed to do; every route but the open ones asks for one of these. */
export const scopes = [
  'company:read',
  'enrich:start',
  'analysis:start',
  'cache:admin',
  'privacy:admin',
  'client:admin',
] as const;

export type Scope = (typeof scopes)[number];

/** What each role may do. */
export const scopesOfRole = {
  viewer: ['company:read'],
  seller: ['company:read', 'enrich:start', 'analysis:start'],
  admin: scopes,
} as const satisfies Record<string, readonly Scope[]>;

export type Role = keyof typeof scopesOfRole;

/** Whether a string names a role. */
export function isRole(name: string): name is Role {
  return Object.hasOwn(scopesOfRole, name);
}

/** Whether a string names a scope. */
export function isScope(name: string): name is Scope {
  return (scopes as readonly string[]).includes(name);
}
