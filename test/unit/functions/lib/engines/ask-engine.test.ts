import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { afterEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { askEngine, type RemoteEngine } from '../../../../../functions/lib/engines/ask-engine.ts';
import { describeSchema } from '../../../../../functions/lib/engines/describe-schema.ts';
import { chooseModel } from '../../../../../functions/lib/engines/models.ts';
import { estimateTokens, worstCostOf } from '../../../../../functions/lib/engines/price.ts';
import type { EngineBehaviour, EngineBehaviourOptions } from '../../../../../local/sandbox/engines/index.ts';
import {
  engineHostNames,
  engineQuestion,
  engineSurroundings,
  engines,
  outcomeOf,
  start,
  useEngines,
} from './asking.ts';

const { sandbox, secrets, play, counting, ledger } = useEngines();

describe.each(engines)('asking %s', (engine) => {
  it('gives a checked answer with its model, tokens and price, from one request', async () => {
    const count = counting(engine);

    const answer = await askEngine(engineQuestion({ engine }), engineSurroundings());

    expect(answer.value.texts.map(({ field, value }) => `${field}: ${value}`)).toEqual([
      'headquarters: Berlin, Germany',
      'customers: Halvering Foods',
      'customers: Corvane Pharma',
    ]);
    expect(answer.value.texts[0]!.quotes).toEqual([
      { document: 'D1', text: 'It is headquartered in Berlin, Germany.' },
    ]);
    expect(answer.value.figures).toEqual([{ field: 'founded', value: 1998 }]);
    expect(answer).toMatchObject({ attempts: 1, fromStore: false });
    expect(answer.usage.inputTokens).toBeGreaterThan(0);
    expect(answer.costUsd).toBeGreaterThan(0);
    expect(count()).toBe(1);
  });

  it('asks a strong model for the brief', async () => {
    const extract = await outcomeOf(engineQuestion({ engine }));
    const brief = await outcomeOf(engineQuestion({ engine, step: 'brief' }));

    expect(brief).not.toMatchObject({ model: (extract as { model: string }).model });
  });

  type Case = [EngineBehaviour, EngineBehaviourOptions, string, number];
  const forGood: readonly Case[] = [
    ['rate-limited', {}, 'rate_limited', 3],
    ['rate-limited', { retryAfterSeconds: 2 }, 'rate_limited', 3],
    ['rate-limited', { retryAfterSeconds: 90 }, 'rate_limited', 1],
    ['rate-limited', { retryAfterSeconds: 30 }, 'rate_limited', 1],
    ['unpaid', {}, 'auth', 1],
    ['server-error', {}, 'unavailable', 3],
    ['overloaded', {}, 'overloaded', 3],
    ['gateway-timeout', {}, 'timeout', 3],
    ['wrong-key', {}, 'auth', 1],
    ['bad-request', {}, 'bad_request', 1],
    ['context-window', {}, 'context_window', 1],
    ['refuses', {}, 'refused', 1],
    ['truncated', {}, 'truncated', 1],
    ['empty', {}, 'invalid_output', 2],
    ['cut-json', {}, 'invalid_output', 2],
    ['schema-mismatch', {}, 'invalid_output', 2],
    ['strange-body', {}, 'unavailable', 3],
  ];

  it.each(forGood)('ends %s %j as %s after %i requests', async (behaviour, options, kind, requests) => {
    play(engine, behaviour, options);
    const count = counting(engine);

    expect((await outcomeOf(engineQuestion({ engine }))).kind).toBe(kind);

    expect(count()).toBe(requests);
    expect(await ledger()).toHaveLength(requests);
  });

  const once: readonly Case[] = [
    ['rate-limited', { times: 1 }, 'answered', 2],
    ['rate-limited', { times: 2, retryAfterSeconds: 1 }, 'answered', 3],
    ['server-error', { times: 1 }, 'answered', 2],
    ['overloaded', { times: 2 }, 'answered', 3],
    ['overloaded', { times: 1, retryAfterSeconds: 3 }, 'answered', 2],
    ['empty', { times: 1 }, 'answered', 2],
    ['cut-json', { times: 1 }, 'answered', 2],
    ['schema-mismatch', { times: 1 }, 'answered', 2],
    ['prose-around', {}, 'answered', 1],
    ['code-fence', {}, 'answered', 1],
    ['sloppy-json', {}, 'answered', 1],
  ];

  it.each(once)('gets over %s %j: %s after %i requests', async (behaviour, options, kind, requests) => {
    play(engine, behaviour, options);
    const count = counting(engine);

    expect(await outcomeOf(engineQuestion({ engine }))).toMatchObject({ kind, attempts: requests });

    expect(count()).toBe(requests);
  });

  it.each(['error', 'unavailable', 'malformed', 'plain-text', 'resets'] as const)(
    'asks three times, and no more, a host that %s',
    async (misbehaviour) => {
      sandbox().misbehave(engineHostNames[engine], misbehaviour);
      const count = counting(engine);

      const { kind } = await outcomeOf(engineQuestion({ engine }));
      sandbox().misbehave(engineHostNames[engine], null);

      expect(['unavailable', 'overloaded']).toContain(kind);
      expect(count()).toBe(3);
    },
  );

  it('gives up at the deadline on one that never answers, and asks no second time', async () => {
    play(engine, 'hangs');
    const count = counting(engine);

    const outcome = await outcomeOf(engineQuestion({ engine, deadline: start + 400 }));

    expect(outcome).toEqual({ kind: 'timeout', retryAfterSeconds: null, costUsd: 0 });
    expect(count()).toBe(1);
  });

  it('counts what a refusal cost', async () => {
    play(engine, 'truncated');

    const { costUsd } = await outcomeOf(engineQuestion({ engine }));

    expect(costUsd).toBeGreaterThan(0);
    expect(await ledger()).toMatchObject([
      { outcome: { S: 'truncated' }, costUsd: { N: String(Number(costUsd.toFixed(9))) } },
    ]);
  });

  it('hands on an answer that obeyed a page: it fits the schema, and the verifier is there to drop it', async () => {
    play(engine, 'fooled');

    const { value } = await askEngine(engineQuestion({ engine }), engineSurroundings());

    expect(JSON.stringify(value)).toContain('evil-attacker.example');
  });
});

describe('an engine', () => {
  it('is waited for as long as it asks, a little longer, and never beyond the deadline', async () => {
    play('anthropic', 'overloaded', { times: 1, retryAfterSeconds: 3 });
    const patient = engineSurroundings();
    await outcomeOf(engineQuestion({ engine: 'anthropic' }), patient);
    play('anthropic', 'overloaded', { retryAfterSeconds: 3 });
    const hurried = engineSurroundings();
    const question = engineQuestion({ engine: 'anthropic', prompt: 'other', deadline: start + 3_500 });

    const outcome = await outcomeOf(question, hurried);

    expect(patient.pauses).toEqual([3_125]);
    expect(outcome).toMatchObject({ kind: 'overloaded', retryAfterSeconds: 3 });
    expect(hurried.pauses).toEqual([]);
  });

  it('without a Retry-After is given longer and longer rests, by chance shorter ones', async () => {
    play('openai', 'server-error');
    const surroundings = engineSurroundings();

    await outcomeOf(engineQuestion(), surroundings);

    expect(surroundings.pauses).toEqual([500, 1_000]);
  });

  it('is told what was wrong with its answer, and that answer as data', async () => {
    const bodies: string[] = [];
    play('openai', 'schema-mismatch', { times: 1 });
    const surroundings = engineSurroundings();
    const spied = globalThis.fetch;
    globalThis.fetch = (url, init) => {
      bodies.push(String(init?.body));
      return spied(url, init);
    };

    await outcomeOf(engineQuestion(), surroundings).finally(() => {
      globalThis.fetch = spied;
    });

    expect(bodies).toHaveLength(2);
    expect(bodies[1]).toMatch(/texts: Invalid input/);
    expect(bodies[1]).toContain('in a shape of my own');
  });

  it('is not asked for what the budget cannot pay, even for a second time', async () => {
    const count = counting('openai');
    const tooPoor = await outcomeOf(engineQuestion({ budgetUsd: 0.0001 }));
    const asked = count();
    play('openai', 'empty', { times: 1 });
    const question = engineQuestion();
    const tokens = estimateTokens(question.system, question.prompt, JSON.stringify(describeSchema(question.schema)));
    const justEnough = worstCostOf(tokens, question.maxOutputTokens, chooseModel('openai', 'extract')!);
    const onceOnly = await outcomeOf({ ...question, budgetUsd: justEnough });

    expect(tooPoor).toEqual({ kind: 'budget_spent', retryAfterSeconds: null, costUsd: 0 });
    expect(asked).toBe(0);
    expect(onceOnly).toMatchObject({ kind: 'budget_spent' });
    expect(onceOnly.costUsd).toBeGreaterThan(0);
    expect(count()).toBe(1);
  });

  it('is not asked what its context window does not hold, nor after the deadline', async () => {
    const count = counting('bedrock');
    const question = engineQuestion({ engine: 'bedrock', budgetUsd: 100 });

    const tooLong = await outcomeOf({ ...question, prompt: 'x'.repeat(700_000) });
    const late = await outcomeOf({ ...question, deadline: start });

    expect([tooLong.kind, late.kind]).toEqual(['context_window', 'timeout']);
    expect(count()).toBe(0);
  });

  it.each<[RemoteEngine, string]>([
    ['openai', 'OPENAI_SECRET_ARN'],
    ['anthropic', 'ANTHROPIC_SECRET_ARN'],
    ['bedrock', 'BEDROCK_REGION'],
  ])('%s without %s is not configured', async (engine, variable) => {
    delete process.env[variable];

    expect((await outcomeOf(engineQuestion({ engine }))).kind).toBe('not_configured');
  });

  it('whose secret is a placeholder is not configured', async () => {
    secrets.on(GetSecretValueCommand).resolves({ SecretString: '<put the key here>' });

    expect((await outcomeOf(engineQuestion())).kind).toBe('not_configured');
  });

  it('is not blamed when the store of secrets does not answer', async () => {
    secrets.on(GetSecretValueCommand).rejects(new Error('gone'));

    await expect(askEngine(engineQuestion(), engineSurroundings())).rejects.toMatchObject({
      code: 'secret.unavailable',
    });
  });

  it('is refused a schema that a provider would empty', async () => {
    const loose = z.object({ facts: z.record(z.string(), z.string()) });
    const question = { ...engineQuestion(), schema: loose } as unknown as ReturnType<typeof engineQuestion>;

    await expect(askEngine(question, engineSurroundings())).rejects.toMatchObject({ code: 'internal' });
  });

  it('pays less for what the provider still has in its cache', async () => {
    const system = 'Rules. '.repeat(1_000);
    const first = await askEngine(engineQuestion({ system }), engineSurroundings());
    const second = await askEngine(engineQuestion({ system, prompt: 'Something else.' }), engineSurroundings());

    expect(first.usage.cachedInputTokens).toBe(0);
    expect(second.usage.cachedInputTokens).toBe(1_750);
    expect(second.costUsd).toBeLessThan(first.costUsd / 2);
  });
});

describe('the model', () => {
  afterEach(() => {
    delete process.env.OPENAI_MODEL_EXTRACT;
  });

  it.each(['gpt-6.1-sol', 'gpt-6.1-sol-2026-10-01'])('can be chosen by the environment: %s', async (model) => {
    process.env.OPENAI_MODEL_EXTRACT = model;

    expect(await outcomeOf(engineQuestion())).toMatchObject({ kind: 'answered', model });
  });

  it('whose price is not known is not asked', async () => {
    process.env.OPENAI_MODEL_EXTRACT = 'gpt-of-tomorrow';

    expect((await outcomeOf(engineQuestion())).kind).toBe('not_configured');
  });
});
