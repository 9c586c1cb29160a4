import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { recordedRunSchema } from './recorded-run.ts';
import { describeCapacity, replaceFigures } from './report.ts';

/**
 * `npm run capacity`: cost and quotas of 1,000, a million and ten million enrichments a month from a recorded run,
 * printed and put into docs/scale.md. With --record it runs one on the laptop stack first (npm run synth before).
 */
const { values } = parseArgs({ options: { record: { type: 'boolean', default: false } } });
const recording = join(import.meta.dirname, 'recorded-run.json');
if (values.record) {
  const { recordRun } = await import('./record-run.ts');
  const run = await recordRun('brindlemark.example', 'fennmoor.example');
  writeFileSync(recording, `${JSON.stringify(run, null, 2)}\n`);
}
const run = recordedRunSchema.parse(JSON.parse(readFileSync(recording, 'utf8')));
const figures = describeCapacity(run);
console.log(figures);
const page = join(import.meta.dirname, '..', '..', 'docs', 'scale.md');
writeFileSync(page, replaceFigures(readFileSync(page, 'utf8'), figures));
