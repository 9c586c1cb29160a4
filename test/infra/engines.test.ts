import { describe, expect, it } from 'vitest';
import { logicalIdOf } from '../../infra/constructs/function-name.ts';
import { functionSpecifications } from '../../infra/functions.ts';
import { grantsOf } from './policies.ts';
import { makeApp, resourcesOf, synthesize } from './synthesize.ts';

const without = synthesize();
const environmentOf = (template: typeof without, name: string) =>
  Object.fromEntries(resourcesOf(template, 'AWS::Lambda::Function'))[logicalIdOf(name)]!.Properties.Environment
    .Variables;

describe('the engines', () => {
  it.each(['OPENAI_SECRET_ARN', 'ANTHROPIC_SECRET_ARN'])('tell of %s only to those that ask or plan', (variable) => {
    const told = functionSpecifications.filter(({ name }) => variable in environmentOf(without, name));

    expect(told.every(({ engines }) => engines !== 'none')).toBe(true);
  });

  it('of Bedrock are asked by nobody where no region was given', () => {
    for (const { name } of functionSpecifications) {
      expect(grantsOf(without, name).filter(({ action }) => action.startsWith('bedrock:'))).toEqual([]);
      expect(environmentOf(without, name)).not.toHaveProperty('BEDROCK_REGION');
    }
  });

  it('of Bedrock are asked by the functions that ask, on the chosen models, through their profiles', () => {
    const context = { bedrockRegion: 'eu-central-1', bedrockModelBrief: 'eu.anthropic.claude-sonnet-4-6' };
    const { app } = makeApp(context);

    expect(() => app.synth()).not.toThrow();
    const template = synthesize(context);
    const asking = functionSpecifications.filter(({ engines }) => engines === 'asks').map(({ name }) => name);

    for (const { name } of functionSpecifications) {
      const grants = grantsOf(template, name).filter(({ action }) => action.startsWith('bedrock:'));
      const resources = grants.map(({ resource }) => resource.replaceAll(/<AWS::\w+>/g, '~'));
      expect(resources).toEqual(
        asking.includes(name)
          ? [
              'arn:~:bedrock:eu-central-1:~:inference-profile/us.anthropic.claude-haiku-4-5-20251001-v1:0',
              'arn:~:bedrock:*::foundation-model/anthropic.claude-haiku-4-5-20251001-v1:0',
              'arn:~:bedrock:eu-central-1:~:inference-profile/eu.anthropic.claude-sonnet-4-6',
              'arn:~:bedrock:*::foundation-model/anthropic.claude-sonnet-4-6',
            ]
          : [],
      );
      for (const { resource, condition } of grants.filter(({ resource }) => resource.includes(':*::'))) {
        expect(JSON.stringify(condition)).toContain('bedrock:InferenceProfileArn');
        expect(resource).not.toContain('inference-profile');
      }
    }
  });
});
