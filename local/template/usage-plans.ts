import * as z from 'zod';
import type { FindResources } from './resources.ts';

/** A usage plan of API Gateway. */
export interface UsagePlanResource {
  readonly id: string;
  readonly name: string;
  /** Requests a second on average, and at once. */
  readonly throttle: { readonly rateLimit: number; readonly burstLimit: number };
  /** Requests in a calendar period, null without a quota. */
  readonly quota: { readonly limit: number; readonly period: 'DAY' | 'WEEK' | 'MONTH' } | null;
}

const usagePlanSchema = z.object({
  UsagePlanName: z.string(),
  Throttle: z.object({ RateLimit: z.coerce.number(), BurstLimit: z.coerce.number().int() }),
  Quota: z.object({ Limit: z.coerce.number().int(), Period: z.enum(['DAY', 'WEEK', 'MONTH']) }).optional(),
});

/** Reads the usage plans of the API. */
export function readUsagePlans(find: FindResources): UsagePlanResource[] {
  return find('AWS::ApiGateway::UsagePlan', usagePlanSchema).map(({ identity, properties }) => ({
    id: identity.ref,
    name: properties.UsagePlanName,
    throttle: { rateLimit: properties.Throttle.RateLimit, burstLimit: properties.Throttle.BurstLimit },
    quota: properties.Quota === undefined ? null : { limit: properties.Quota.Limit, period: properties.Quota.Period },
  }));
}
