import { describe, expect, it } from 'vitest';
import type { AnswerEngine } from '../../functions/lib/company/answer.ts';
import { lastOf, useLaptop } from './laptop.ts';

const laptop = useLaptop({ engines: ['openai', 'anthropic'] });
const host = 'api.openai.com';
const questionsAtOnce = 6;

describe('an engine that refuses its key', { timeout: 120_000 }, () => {
  it('is asked no question twice, and the next one reads instead', async () => {
    laptop.stack.sandbox?.playEngine(host, 'wrong-key');

    const begun = await laptop.call('POST', '/company/larkspindle.example/vendor-context', { userRole: 'AE' });
    const { body } = lastOf(await laptop.follow(begun.body.statusEndpoint));

    const engines: AnswerEngine[] = body.data.metadata.engines;
    expect(engines.map(({ name, step, outcome }) => `${name} ${step} ${outcome}`)).toEqual([
      'bedrock all skipped',
      'openai extract lost',
      'anthropic extract answered',
      'anthropic brief answered',
      'embedded all answered',
    ]);
    expect(engines[1]).toMatchObject({ reason: 'auth', costUsd: 0 });
    const asked = laptop.stack.sandbox?.visits().filter((visit) => visit.host === host).length;
    expect(asked).toBeLessThanOrEqual(questionsAtOnce);
  });
});
