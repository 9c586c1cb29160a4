import { countTransitionsOf, peakFactor, pollsPerEnrichment, priceFresh, priceUsage, useQuotas } from './compute.ts';
import type { RecordedRun } from './recorded-run.ts';

const objective = { transitions: 60, usdPerThousand: 1.75 };
const volumes = [1000, 1_000_000, 10_000_000];
const usd = (value: number) =>
  `$${value.toLocaleString('en-US', { maximumFractionDigits: value < 0.1 ? 4 : value < 10 ? 2 : 0 })}`;
const count = (value: number) => Math.round(value).toLocaleString('en-US');

/** Writes what a recorded run means for a month, in Markdown. */
export function describeCapacity(run: RecordedRun): string {
  const fresh = priceFresh(run);
  const cached = priceUsage(run.cached, 1);
  const transitions = countTransitionsOf(run.fresh);
  const perThousand = 1000 * fresh.total;
  const heaviest = Object.entries(run.fresh.transitions)
    .toSorted((left, right) => right[1] - left[1])
    .slice(0, 12);
  const functions = Object.values(run.fresh.functions);
  const seconds = functions.reduce((sum, { gigabyteSeconds }) => sum + gigabyteSeconds, 0);
  const calls = functions.reduce((sum, one) => sum + one.calls, 0);
  return [
    `Recorded ${run.recordedAt.slice(0, 10)} on ${run.machine}: ${run.domain}, ${run.fresh.seconds.toFixed(1)} s.`,
    '',
    '| a fresh enrichment uses | |',
    '| --- | --- |',
    `| transitions | ${transitions} |`,
    `| invocations; GB-seconds | ${calls}; ${seconds.toFixed(2)} |`,
    `| DynamoDB read units; write units; bytes | ${run.fresh.reads}; ${run.fresh.writes}; ${count(run.fresh.dynamodbBytes)} |`,
    `| S3 puts; gets; bytes | ${run.fresh.puts}; ${run.fresh.gets}; ${count(run.fresh.s3Bytes)} |`,
    `| log bytes | ${count(run.fresh.logBytes)} |`,
    '',
    '| USD per 1,000 | transitions | functions | DynamoDB | S3 | logs | API | polls | all |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    row('fresh', [...partsOf(fresh), fresh.polls, fresh.total]),
    row('cached', [...partsOf(cached), 0, cached.total]),
    '',
    `Objective: ${objective.transitions} transitions and ${usd(objective.usdPerThousand)} per 1,000 fresh enrichments at most, without providers and engines.`,
    `Transitions: ${transitions}, ${verdict(transitions - objective.transitions, String)}. Cost: ${usd(perThousand)}, ${verdict(perThousand - objective.usdPerThousand, usd)}.`,
    `Most transitions: ${heaviest.map(([name, times]) => `${name} ${times}`).join(', ')}.`,
    '',
    '| enrichments a month | all fresh | 90 % cached | tightest quota in the busiest hour |',
    '| --- | --- | --- | --- |',
    ...volumes.map((volume) => {
      const [tightest] = useQuotas(run, volume);
      const mixed = volume * (0.1 * fresh.total + 0.9 * cached.total);
      const share = `${tightest?.id}: ${(100 * (tightest?.share ?? 0)).toFixed(1)} %`;
      return `| ${count(volume)} | ${usd(volume * fresh.total)} | ${usd(mixed)} | ${share} |`;
    }),
    '',
    `| quota (busiest hour: ${peakFactor} times the mean) | per second | used at 10 million fresh a month | used up at (fresh a month) |`,
    '| --- | --- | --- | --- |',
    ...useQuotas(run, 10_000_000).map(
      ({ id, used, quota, breaksAt }) => `| ${id} | ${count(quota)} | ${used.toFixed(1)} | ${count(breaksAt)} |`,
    ),
    '',
    `(${pollsPerEnrichment} polls to a fresh enrichment are reckoned with.)`,
  ].join('\n');
}

function partsOf(cost: ReturnType<typeof priceUsage>): number[] {
  return [cost.transitions, cost.functions, cost.dynamodb, cost.s3, cost.logs, cost.api];
}

function row(name: string, costs: readonly number[]): string {
  return `| ${name} | ${costs.map((cost) => usd(1000 * cost)).join(' | ')} |`;
}

function verdict(over: number, show: (value: number) => string): string {
  return over <= 0 ? 'reached' : `above it by ${show(over)}`;
}

/** Puts the figures between the marks of a page. Throws Error where it has none. */
export function replaceFigures(page: string, figures: string): string {
  const marked = /(<!-- figures -->\n)[\s\S]*(<!-- end of figures -->)/;
  if (!marked.test(page)) throw new Error('The page has no marks to put figures between.');
  return page.replace(marked, (_, begin: string, end: string) => `${begin}\n${figures}\n\n${end}`);
}
