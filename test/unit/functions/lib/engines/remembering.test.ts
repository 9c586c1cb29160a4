import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answerKey, readStoredAnswer, storeAnswer } from '../../../../../functions/lib/engines/answer-store.ts';
import { askEngine, readEngineReadiness } from '../../../../../functions/lib/engines/ask-engine.ts';
import { noteCooldown, readCooldown } from '../../../../../functions/lib/engines/cooldown.ts';
import { EngineFailure } from '../../../../../functions/lib/engines/engine-failure.ts';
import { dynamodb } from '../../../../../functions/lib/storage/clients.ts';
import { engineQuestion, engineSurroundings, engines, outcomeOf, page, start, useEngines } from './asking.ts';

const { secrets, play, counting, ledger } = useEngines();

/** Another question than the test's first. */
function nextQuestion(changes: Parameters<typeof engineQuestion>[0] = {}) {
  const question = engineQuestion(changes);
  return { ...question, prompt: `${question.prompt}\n\nAnd another thing.` };
}

describe.each(engines)('an answer of %s', (engine) => {
  it('is not bought again for the same question', async () => {
    const question = engineQuestion({ engine });
    const count = counting(engine);

    const bought = await askEngine(question, engineSurroundings());
    const again = await askEngine({ ...question, executionName: 'another' }, engineSurroundings());

    expect(again.value).toEqual(bought.value);
    expect(again).toMatchObject({
      fromStore: true,
      model: bought.model,
      attempts: 0,
      costUsd: 0,
      usage: { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0 },
    });
    expect(count()).toBe(1);
  });

  it('that did not fit is not kept', async () => {
    play(engine, 'schema-mismatch', { times: 2 });
    const question = engineQuestion({ engine });

    const first = await outcomeOf(question);
    const second = await outcomeOf(question);

    expect([first.kind, second]).toMatchObject(['invalid_output', { kind: 'answered', fromStore: false }]);
  });
});

describe('stored answers', () => {
  const base = engineQuestion();
  const key = (changes: Partial<typeof base>, model = 'm', schema: unknown = {}) =>
    answerKey({ ...base, ...changes }, model, schema);

  it('have another name for another engine, model, word, limit or schema, and only then', () => {
    const names = [
      key({}),
      key({ engine: 'anthropic' }),
      key({}, 'm2'),
      key({ system: 'other' }),
      key({ prompt: 'other' }),
      key({ maxOutputTokens: 1 }),
      key({}, 'm', { type: 'object' }),
    ];

    expect(new Set(names).size).toBe(names.length);
    expect(key({ deadline: 1, budgetUsd: 9, executionName: 'x', step: 'brief' })).toBe(key({}));
  });

  it('are given even where the engine cools down or has no key any more', async () => {
    const question = engineQuestion();
    await outcomeOf(question);
    play('openai', 'rate-limited', { retryAfterSeconds: 600 });
    await outcomeOf(nextQuestion());
    delete process.env.OPENAI_SECRET_ARN;

    expect(await outcomeOf(question)).toMatchObject({ kind: 'answered', fromStore: true });
  });

  it('are bought again once they have expired', async () => {
    const question = engineQuestion({ deadline: start + 15 * 86_400_000 });
    const later = engineSurroundings();
    later.advance(14 * 86_400_000);
    await outcomeOf(question);

    expect(await outcomeOf(question, later)).toMatchObject({ kind: 'answered', fromStore: false });
  });

  it('lie in S3 where they are big, and are missed where S3 lost them', async () => {
    const s3 = mockClient(S3Client);
    const text = JSON.stringify({ text: 'x'.repeat(310_000) });
    s3.on(PutObjectCommand).resolves({});
    await storeAnswer('big', { model: 'm', text }, start);
    const { Key, Body } = s3.commandCalls(PutObjectCommand)[0]!.args[0].input;
    s3.on(GetObjectCommand).resolvesOnce({ Body: { transformToString: async () => String(Body) } as never });
    const found = await readStoredAnswer('big', start);
    s3.on(GetObjectCommand).rejects(new NoSuchKey({ message: 'gone', $metadata: {} }));
    const lost = await readStoredAnswer('big', start);
    s3.on(GetObjectCommand).rejects(new Error('down'));

    expect(Key).toBe('engines/big.json');
    expect(found).toEqual({ model: 'm', text });
    expect(lost).toBeNull();
    await expect(readStoredAnswer('big', start)).rejects.toMatchObject({ code: 'storage.unavailable' });
    s3.restore();
  });

  it('that no longer fit are bought again', async () => {
    const question = engineQuestion();
    await outcomeOf(question);
    const { describeSchema } = await import('../../../../../functions/lib/engines/describe-schema.ts');
    const name = answerKey(question, 'gpt-6-luna', describeSchema(question.schema));
    await storeAnswer(name, { model: 'gpt-6-luna', text: '{"texts": "damaged"}' }, start);

    expect(await outcomeOf(question)).toMatchObject({ kind: 'answered', fromStore: false });
  });

  it('and the ledger may fail without the answer being lost', async () => {
    const send = vi.spyOn(dynamodb, 'send').mockImplementation(async (command: object) => {
      if (command.constructor.name === 'PutItemCommand') throw new Error('down');
      return {} as never;
    });

    const outcome = await outcomeOf(engineQuestion());
    send.mockRestore();

    expect(outcome).toMatchObject({ kind: 'answered', attempts: 1 });
  });
});

describe('the ledger', () => {
  it('has a row for every request with what it took, and no word of it', async () => {
    play('anthropic', 'cut-json', { times: 1 });
    const answer = await askEngine(engineQuestion({ engine: 'anthropic' }), engineSurroundings());

    const rows = await ledger();

    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({
      engine: { S: 'anthropic' },
      model: { S: 'claude-haiku-5-5' },
      step: { S: 'extract' },
      outcome: { S: 'answered' },
      at: { S: '2026-11-22T12:00:00.000Z' },
      expiresAt: { N: String(start / 1000 + 90 * 86_400) },
    });
    const spent = rows.reduce((sum, row) => sum + Number(row.costUsd!.N), 0);
    expect(spent).toBeCloseTo(answer.costUsd, 9);
    for (const word of ['secret system text', ...page.split('\n')]) expect(JSON.stringify(rows)).not.toContain(word);
  });

  it('names why a request was lost', async () => {
    play('bedrock', 'overloaded', { times: 1 });
    await outcomeOf(engineQuestion({ engine: 'bedrock' }));

    expect((await ledger()).map(({ outcome }) => outcome!.S).sort()).toEqual(['answered', 'overloaded']);
  });
});

describe('cooldown', () => {
  it.each([
    ['rate-limited', { retryAfterSeconds: 120 }, 120],
    ['rate-limited', {}, 30],
    ['overloaded', {}, 30],
    ['wrong-key', {}, 300],
    ['rate-limited', { retryAfterSeconds: 86_400 }, 3_600],
  ] as const)('after %s %j lasts %i seconds, for every function', async (behaviour, options, seconds) => {
    play('openai', behaviour, options);
    const surroundings = engineSurroundings();
    await outcomeOf(engineQuestion(), surroundings);
    const count = counting('openai');

    const next = await outcomeOf(nextQuestion({ deadline: start + 60_000 }), surroundings);
    play('openai', null);
    surroundings.advance(seconds * 1000);
    const later = await outcomeOf(nextQuestion({ deadline: surroundings.now() + 20_000 }), surroundings);

    expect(next).toEqual({ kind: 'cooling_down', retryAfterSeconds: seconds, costUsd: 0 });
    expect(later.kind).toBe('answered');
    expect(count()).toBe(1);
  });

  it.each(['bad-request', 'refuses', 'truncated', 'cut-json', 'server-error'] as const)(
    'does not follow %s, which says nothing about the next question',
    async (behaviour) => {
      play('openai', behaviour);
      await outcomeOf(engineQuestion());
      play('openai', null);

      expect((await outcomeOf(nextQuestion())).kind).toBe('answered');
    },
  );

  it('that is longer is not shortened by a later failure', async () => {
    await noteCooldown('openai', new EngineFailure('rate_limited', { retryAfterSeconds: 600 }), start);
    await noteCooldown('openai', new EngineFailure('overloaded', { retryAfterSeconds: 1 }), start);

    expect(await readCooldown('openai', start)).toBe(600);
    expect(await readCooldown('openai', start + 600_000)).toBe(0);
  });
});

describe('readiness', () => {
  beforeEach(() => {
    secrets.on(DescribeSecretCommand).resolves({ VersionIdsToStages: { v1: ['AWSCURRENT'] } });
  });

  it('is there for every engine with a key, or with a region', async () => {
    const readiness = await readEngineReadiness(engineSurroundings());

    expect(readiness).toEqual(
      engines.map((engine) => ({ engine, isReady: true, reason: null, retryAfterSeconds: null })),
    );
  });

  it('is not there without them, nor where an engine cools down, and reads no key to say so', async () => {
    delete process.env.BEDROCK_REGION;
    secrets.on(DescribeSecretCommand, { SecretId: process.env.OPENAI_SECRET_ARN! }).resolves({});
    await noteCooldown('anthropic', new EngineFailure('overloaded', { retryAfterSeconds: 7 }), start);

    const readiness = await readEngineReadiness(engineSurroundings());

    expect(readiness).toEqual([
      { engine: 'openai', isReady: false, reason: 'not_configured', retryAfterSeconds: null },
      { engine: 'anthropic', isReady: false, reason: 'cooling_down', retryAfterSeconds: 7 },
      { engine: 'bedrock', isReady: false, reason: 'not_configured', retryAfterSeconds: null },
    ]);
    expect(secrets.calls().map(({ args }) => args[0].constructor.name)).not.toContain('GetSecretValueCommand');
  });
});
