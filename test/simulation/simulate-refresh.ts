import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { boundByFuture, boundSteadily } from './bound.ts';
import { plotSweep } from './plot-sweep.ts';
import { dayMs, deployedRefresh, judge, openScenario, type Scenario } from './scenario.ts';

/** `npm run simulate:refresh`: what refreshing hot companies is worth; draws docs/refresh-sweep.svg. */

const objective = { hitRate: 0.95, costRatio: 1.3 };
const sweep = [0.6, 0.75, 0.96, 1.25, 1.6, 2.2, 4];
const percent = (share: number) => `${(100 * share).toFixed(2)} %`;

function report(name: string, scenario: Scenario): void {
  const [without, refreshed] = [judge(scenario, null), judge(scenario, deployedRefresh)];
  const { compulsory, requests } = without.result;
  console.log(`\n${name}: ${requests} requests, ${compulsory} of them the first for their company`);
  for (const [what, { hitRate, staleRate, costRatio, result }] of [
    ['without refresh', without],
    ['with refresh   ', refreshed],
  ] as const) {
    const made = `${result.started} by requests + ${result.refreshed} refreshed`;
    console.log(
      `  ${what}  hits ${percent(hitRate)}  stale ${percent(staleRate)}  cost ${costRatio.toFixed(3)} (${made})`,
    );
  }
}

const first = openScenario('first');
const second = openScenario('second');
report('The first week, from nothing', first);
report('The second week', second);

const clairvoyant = boundByFuture(first.trace, dayMs, first.without.started * objective.costRatio);
const steady = boundSteadily(5000, 200_000 / 7, 1, objective.costRatio);
console.log('\nBounds at 1.3 times the cost');
console.log(`  first week, every gap known beforehand: ${percent(clairvoyant.hits / first.trace.length)} hits`);
console.log(
  `  any later week, every rate known: ${percent(steady.hitsWithin)} hits (${steady.companies} never expire)`,
);

const curve = (name: string, colour: string, scenario: Scenario) => ({
  name,
  colour,
  points: sweep.map((requestsPerDay) => ({
    ...judge(scenario, { ...deployedRefresh, requestsPerDay }),
    label: String(requestsPerDay),
  })),
});
const curves = [curve('first week, from nothing', '#2563eb', first), curve('second week', '#c2410c', second)];
console.log('\nSweep (least requests a day: hits, cost)');
for (const { name, points } of curves) {
  const cells = points.map(({ label, hitRate, costRatio }) => `${label}: ${percent(hitRate)} ${costRatio.toFixed(2)}`);
  console.log(`  ${name}\n    ${cells.join('\n    ')}`);
}
writeFileSync(join(import.meta.dirname, '..', '..', 'docs', 'refresh-sweep.svg'), plotSweep(curves, objective));

const { hitRate, costRatio } = judge(first, deployedRefresh);
const isReached = hitRate >= objective.hitRate && costRatio <= objective.costRatio;
console.log(
  `\nObjective (first week: at least 95 % hits at 1.3 times the cost at most): ${isReached ? 'reached' : 'missed'}`,
);
if (!isReached) process.exitCode = 1;
