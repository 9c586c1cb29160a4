import { prices, quotas } from './prices.ts';
import type { RecordedRun, RunUsage } from './recorded-run.ts';

const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);
export const countTransitionsOf = ({ transitions }: RunUsage) => sum(Object.values(transitions));

/** What something costs on AWS in USD, by what it is paid for. */
export interface Cost {
  readonly transitions: number;
  readonly functions: number;
  readonly dynamodb: number;
  readonly s3: number;
  readonly logs: number;
  readonly api: number;
  readonly total: number;
}

/** Prices a usage that took so many calls of the REST API. */
export function priceUsage(usage: RunUsage, apiCalls: number): Cost {
  const functions = Object.values(usage.functions);
  const parts = {
    transitions: countTransitionsOf(usage) * prices.transition,
    functions:
      sum(functions.map(({ calls }) => calls)) * prices.invocation +
      sum(functions.map(({ gigabyteSeconds }) => gigabyteSeconds)) * prices.gigabyteSecond,
    dynamodb: usage.reads * prices.readUnit + usage.writes * prices.writeUnit,
    s3: usage.puts * prices.put + usage.gets * prices.get,
    logs: (usage.logBytes / 1e9) * prices.logGigabyte,
    api: apiCalls * prices.apiCall,
  };
  return { ...parts, total: sum(Object.values(parts)) };
}

/** How often a client polls until a fresh answer is there: every 2 s, a little more slowly after a while. */
export const pollsPerEnrichment = 10;

/** What one fresh enrichment costs: the run itself, its start, and the polls of its client. */
export function priceFresh(run: RecordedRun): Cost & { readonly polls: number } {
  const own = priceUsage(run.fresh, 1);
  const polls = pollsPerEnrichment * priceUsage(run.poll, 1).total;
  return { ...own, polls, total: own.total + polls };
}

const secondsPerMonth = 30 * 24 * 3600;
/** A business's busiest hour holds about so many times the mean of a month. */
export const peakFactor = 6;

/** How much of a quota the busiest hour takes. */
export interface QuotaUse {
  readonly id: string;
  readonly used: number;
  readonly quota: number;
  readonly share: number;
  /** Fresh enrichments a month at which it is used up. */
  readonly breaksAt: number;
}

/** Gives what the busiest hour of so many fresh enrichments a month takes of each quota, the tightest first. */
export function useQuotas(run: RecordedRun, perMonth: number): readonly QuotaUse[] {
  const perSecond = (perMonth / secondsPerMonth) * peakFactor;
  const running = sum(Object.entries(run.fresh.functions).map(([, { gigabyteSeconds }]) => gigabyteSeconds));
  const each: Readonly<Record<(typeof quotas)[number]['id'], number>> = {
    StartExecution: 1,
    StateTransition: countTransitionsOf(run.fresh),
    // One reader of history serves all pollers of a run, once every five seconds.
    GetExecutionHistory: Math.ceil(run.fresh.seconds / 5),
    // Functions have 0.5 to 1 GB: GB-seconds doubled are at least the seconds they are busy.
    'Lambda concurrency': running * 2,
    // A new company: one row comes into the index, in one of eight partitions.
    'DynamoDB partition of the ranking index (writes)': 2 / 8,
  };
  return quotas
    .map(({ id, perSecond: quota }) => {
      const used = each[id] * perSecond;
      return { id, used, quota, share: used / quota, breaksAt: ((quota / each[id]) * secondsPerMonth) / peakFactor };
    })
    .toSorted((left, right) => right.share - left.share);
}
