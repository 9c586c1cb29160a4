/** How much a client may ask: requests a second on average, at once, and a calendar month. */
export interface UsagePlan {
  readonly ratePerSecond: number;
  readonly burst: number;
  readonly monthlyQuota: number;
}

/** The plans that clients are on; the stack makes a usage plan of API Gateway from each. */
export const usagePlans = {
  trial: { ratePerSecond: 2, burst: 5, monthlyQuota: 1_000 },
  team: { ratePerSecond: 10, burst: 20, monthlyQuota: 100_000 },
  enterprise: { ratePerSecond: 50, burst: 100, monthlyQuota: 2_000_000 },
} as const satisfies Record<string, UsagePlan>;

export type PlanName = keyof typeof usagePlans;

/**
 * Whether a plan comes with ways of reaching persons at work. The pipeline keeps none unless the stage's
 * privacy policy leaves them in, so that it takes both: an operator's decision and a contract.
 */
export function includesContacts(plan: PlanName): boolean {
  return plan === 'enterprise';
}

/** Whether a string names a plan. */
export function isPlanName(name: string): name is PlanName {
  return Object.hasOwn(usagePlans, name);
}
