import { App } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { readEngines } from '../../../infra/engines.ts';

const read = (context: Record<string, unknown>) => readEngines(new App({ context }).node);

describe('readEngines', () => {
  it('leaves Bedrock out and the models as they are unless told otherwise', () => {
    expect(read({})).toEqual({ bedrockRegion: null, models: {} });
  });

  it('takes the region and the models that the context names', () => {
    const context = { bedrockRegion: 'eu-central-1', bedrockModelBrief: 'eu.anthropic.claude-sonnet-4-6' };

    expect(read({ ...context, openaiModelExtract: 'gpt-6.1-sol' })).toEqual({
      bedrockRegion: 'eu-central-1',
      models: {
        OPENAI_MODEL_EXTRACT: 'gpt-6.1-sol',
        BEDROCK_MODEL_EXTRACT: 'us.anthropic.claude-haiku-4-5-20251001-v1:0',
        BEDROCK_MODEL_BRIEF: 'eu.anthropic.claude-sonnet-4-6',
      },
    });
  });

  it.each([
    [{ bedrockRegion: 'Frankfurt' }, 'bedrockRegion must be a region'],
    [{ anthropicModelBrief: 'a model' }, "anthropicModelBrief must be a model's id"],
  ])('refuses %j', (context, message) => {
    expect(() => read(context)).toThrow(message);
  });
});
