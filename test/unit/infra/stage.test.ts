import { App } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { readStage } from '../../../infra/stage.ts';

const read = (context: Record<string, unknown>) => readStage(new App({ context }).node);

describe('readStage', () => {
  it('is dev, asks for keys and lets every origin in unless told otherwise', () => {
    expect(read({})).toMatchObject({
      name: 'dev',
      apiKeyRequired: true,
      corsOrigins: ['*'],
      contactUrl: null,
      cacheTtlHours: 24,
    });
  });

  it('takes what the context says', () => {
    const context = {
      stage: 'test',
      apiKeyRequired: 'false',
      corsOrigin: 'https://a.example, https://b.example',
      cacheTtlHours: '6',
    };

    expect(read(context)).toMatchObject({
      name: 'test',
      apiKeyRequired: false,
      corsOrigins: ['https://a.example', 'https://b.example'],
      cacheTtlHours: 6,
    });
  });

  it.each([
    [{ stage: 'production' }, 'stage must be one of dev, test, prod'],
    [{ apiKeyRequired: 'no' }, 'apiKeyRequired must be true or false'],
    [{ stage: 'prod', apiKeyRequired: 'false' }, 'refused in stage prod'],
    [{ corsOrigin: 'a.example' }, 'corsOrigin must be'],
    [{ corsOrigin: 'https://a.example/' }, 'corsOrigin must be'],
    [{ cacheTtlHours: '0' }, 'cacheTtlHours must be'],
    [{ cacheTtlHours: 'day' }, 'cacheTtlHours must be'],
  ])('refuses %j', (context, message) => {
    expect(() => read(context)).toThrow(message);
  });
});
