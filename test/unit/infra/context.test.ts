import { describe, expect, it } from 'vitest';
import { readContext } from '../../../infra/context.ts';

const read = (...args: string[]) => readContext(['node', 'infra/app.ts', ...args]);

describe('readContext', () => {
  it('reads pairs as the CDK CLI takes them', () => {
    expect(read('--context', 'stage=prod', '-c', 'corsOrigin=https://a.example/?b=c')).toMatchObject({
      stage: 'prod',
      corsOrigin: 'https://a.example/?b=c',
    });
  });

  it('refuses what is no pair and what is no option', () => {
    expect(() => read('--context', 'stage')).toThrow('--context takes key=value, not "stage"');
    expect(() => read('--stage=prod')).toThrow();
  });
});
