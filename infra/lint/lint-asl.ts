import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { substitutionOf } from '../constructs/function-name.ts';
import { functionSpecifications } from '../functions.ts';
import { lintDefinition } from './lint-definition.ts';

const folder = join(import.meta.dirname, '..', '..', 'statemachines');
const known = new Set([
  'TableName',
  'EventBusName',
  'CollectDatasetMachineArn',
  ...functionSpecifications.map(({ name }) => substitutionOf(name)),
]);

const files = readdirSync(folder).filter((file) => file.endsWith('.asl.json'));
const lines = files.flatMap((file) =>
  lintDefinition(readFileSync(join(folder, file), 'utf8'), known).map(
    ({ state, rule, message }) => `${file}  ${state}  ${message}  [${rule}]`,
  ),
);
for (const line of lines) console.error(line);
console.log(`${files.length} state machines, ${lines.length} findings.`);
if (lines.length > 0) process.exitCode = 1;
