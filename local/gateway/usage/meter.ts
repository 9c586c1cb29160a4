import type { UsagePlanResource } from '../../template/usage-plans.ts';

/** Whether a key may make one more request. */
export type Allowance = 'allowed' | 'throttled' | 'quota-exceeded';

interface Usage {
  tokens: number;
  filledAt: number;
  period: string;
  count: number;
}

/** Counts requests of API keys against their plans. */
export interface Meter {
  /** Takes one request of a key from its plan, if there is one left. */
  take(keyId: string, plan: UsagePlanResource): Allowance;
}

/**
 * Makes a meter: a token bucket for rate and burst, as API Gateway has it
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html),
 * and a count for each calendar period. What is throttled does not count against the quota.
 */
export function createMeter(now: () => number = Date.now): Meter {
  const usages = new Map<string, Usage>();
  return {
    take: (keyId, { throttle, quota }) => {
      const time = now();
      const period = quota === null ? '' : periodOf(quota.period, time);
      const usage = usages.get(keyId) ?? { tokens: throttle.burstLimit, filledAt: time, period, count: 0 };
      usages.set(keyId, usage);
      const refill = (Math.max(0, time - usage.filledAt) / 1000) * throttle.rateLimit;
      usage.tokens = Math.min(throttle.burstLimit, usage.tokens + refill);
      usage.filledAt = time;
      if (usage.period !== period) Object.assign(usage, { period, count: 0 });
      if (quota !== null && usage.count >= quota.limit) return 'quota-exceeded';
      if (usage.tokens < 1) return 'throttled';
      usage.tokens -= 1;
      usage.count += 1;
      return 'allowed';
    },
  };
}

/** Names the calendar period that a time (epoch ms) lies in, in UTC; weeks begin on Sunday. */
function periodOf(period: 'DAY' | 'WEEK' | 'MONTH', time: number): string {
  const date = new Date(time);
  if (period === 'MONTH') return date.toISOString().slice(0, 7);
  if (period === 'WEEK') date.setUTCDate(date.getUTCDate() - date.getUTCDay());
  return date.toISOString().slice(0, 10);
}
