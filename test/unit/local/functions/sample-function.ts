import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FunctionResource } from '../../../../local/template/functions.ts';

export const place = { region: 'eu-west-1', accountId: '111122223333', stackName: 'Sample' };

/** Writes modules into a new folder, as an unpacked deployment would have them. */
export function writeTaskRoot(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'task-root-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

/** A function whose `index.mjs` is the given text. */
export function sampleFunction(source: string, overrides: Partial<FunctionResource> = {}): FunctionResource {
  const name = overrides.name ?? 'sample';
  return {
    logicalId: 'SampleLambda',
    name,
    arn: `arn:aws:lambda:eu-west-1:111122223333:function:${name}`,
    taskRoot: writeTaskRoot({ 'index.mjs': source }),
    handler: 'index.handler',
    environment: {},
    timeoutSeconds: 5,
    memoryMegabytes: 128,
    reservedConcurrency: null,
    asynchronousRetries: 2,
    role: { roleArn: 'arn:aws:iam::111122223333:role/sample', statements: [], managedPolicyArns: [] },
    ...overrides,
  };
}
