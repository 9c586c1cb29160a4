/** What each role may do; the routes say which scope they ask for. */
export const scopesOfRole = {
  viewer: ['company:read'],
  seller: ['company:read', 'enrich:start', 'analysis:start'],
  admin: ['company:read', 'enrich:start', 'analysis:start'],
} as const satisfies Record<string, readonly string[]>;

export type Role = keyof typeof scopesOfRole;

/** Whether a string names a role. */
export function isRole(name: string): name is Role {
  return Object.hasOwn(scopesOfRole, name);
}
