import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { steps } from '../../../../local/dev/artifacts.ts';
import { assemblyFor, readEngines, stepsFor } from '../../../../local/dev/engines.ts';

describe('the engines of the laptop', () => {
  it('are none unless asked for', () => {
    expect(readEngines(undefined, true)).toEqual([]);
    expect(stepsFor([])).toBe(steps);
    expect(assemblyFor([], '/project')).toBeUndefined();
  });

  it('with a key need the usual template', () => {
    const engines = readEngines('openai, anthropic', false);

    expect(engines).toEqual(['openai', 'anthropic']);
    expect(stepsFor(engines)).toBe(steps);
    expect(assemblyFor(engines, '/project')).toBeUndefined();
  });

  it('with Bedrock need a template that names its region, beside the usual one', () => {
    const [build, synth] = stepsFor(['bedrock']);

    expect(build).toBe(steps[0]);
    expect(synth).toMatchObject({
      name: 'synth-with-bedrock',
      output: join('.laptop', 'cdk.out', 'manifest.json'),
      command: ['infra/app.ts', '--context', 'stage=dev', '--context', 'bedrockRegion=us-east-1'],
      environment: { CDK_OUTDIR: join('.laptop', 'cdk.out') },
    });
    expect(assemblyFor(['bedrock'], '/project')).toBe(join('/project', '.laptop', 'cdk.out'));
  });
});
