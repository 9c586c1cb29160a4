import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readRunningStack } from '../../local/dev/stack-file.ts';
import { checkStage } from './checks.ts';

const { values } = parseArgs({ options: { url: { type: 'string' }, key: { type: 'string' } } });
const laptop = readRunningStack(join(import.meta.dirname, '..', '..'));
const url = values.url ?? process.env.SMOKE_URL ?? laptop?.url;
const apiKey = values.key ?? process.env.SMOKE_KEY ?? laptop?.apiKey;

if (url === undefined || apiKey === undefined) {
  console.error('Name a stage: npm run test:smoke -- --url https://… (the key in SMOKE_KEY), or start "npm run dev".');
  process.exitCode = 2;
} else {
  const findings = await checkStage({ url, apiKey });
  for (const { name, problem, ms } of findings)
    console.log(`${problem === null ? '✓' : '✗'} ${name}  ${ms} ms  ${problem ?? ''}`);
  process.exitCode = findings.every(({ problem }) => problem === null) ? 0 : 1;
}
