import { describe, expect, it } from 'vitest';
import type { Machine } from '../../local/stepfunctions/definition/machine.ts';
import { type Clock, createVirtualClock } from '../../local/stepfunctions/index.ts';
import type { Json, JsonObject } from '../../local/stepfunctions/interpreter/json.ts';
import { runMachine } from '../../local/stepfunctions/run-machine.ts';
import {
  countCalls,
  enteredStates,
  failWith,
  listStates,
  payloadOf,
  readDefinition,
  type Script,
  script,
  secondsTaken,
  serviceError,
} from './enrichment/machine.ts';

const definition = readDefinition('refresh-hot-companies');
const company = (domain: string): JsonObject => ({
  ...{ kind: 'vendor-context', domain, userRole: 'account-executive', intent: 'discovery', vendorDomain: null },
  ...{ depth: 'standard', key: `key-${domain}`, freshUntil: 1_800_000_000, maxCostUsd: 0.1 },
});
const started: Script = (payload, { clock }) => ({
  state: 'running',
  executionName: `run-${(payload.company as JsonObject).domain}`,
  waitSeconds: 30,
  waitUntil: clock.now() + 210_000,
});
const completed: JsonObject = { state: { S: 'completed' }, costUsd: { N: '0.07' } };
const running: JsonObject = { state: { S: 'running' } };
const failedRow: JsonObject = { state: { S: 'failed' }, error: { S: '{"code":"enrichment.timed_out"}' } };

interface Round {
  readonly domains?: readonly string[];
  readonly functions?: Readonly<Record<string, Script>>;
  /** The status row of an execution at its n-th look, from 1; null for none. */
  readonly status?: (executionName: string, look: number) => JsonObject | null;
  readonly publish?: () => void;
}

async function refresh({ domains = ['a.com'], functions = {}, status = () => completed, publish }: Round) {
  const clock: Clock = createVirtualClock();
  const recorded = script(
    {
      functions: {
        PickHotCompanies: () => ({ companies: domains.map(company), candidates: domains.length, budgetUsd: 10 }),
        StartRefresh: started,
        RecordRefresh: (payload) => ({ picked: payload.picked ?? null, outcomes: payload.outcomes ?? null }),
        ...functions,
      },
      ...(publish === undefined ? {} : { publish }),
    },
    clock,
  );
  const looks: string[] = [];
  const callDynamoDb = async (_operation: string, input: Json): Promise<JsonObject> => {
    const name = ((input as { Key: { pk: { S: string } } }).Key.pk.S ?? '').replace('EXECUTION#', '');
    looks.push(name);
    const item = status(name, looks.filter((look) => look === name).length);
    return item === null ? {} : { Item: item };
  };
  const run = await runMachine({
    definition,
    input: { limit: 5 },
    integrations: { ...recorded, callDynamoDb },
    clock,
    name: 'round',
  });
  const entered = [run.events, ...run.children.map(({ events }) => events)].flatMap(enteredStates);
  const { outcomes, error } = payloadOf(recorded, 'RecordRefresh') as { outcomes: JsonObject[]; error: string | null };
  return { run, asked: recorded, looks, entered, outcomes, error };
}

describe('a round of refreshes', () => {
  it('starts each picked company, waits for its end, records the round and tells the bus', async () => {
    const { run, asked, outcomes, error } = await refresh({ domains: ['a.com', 'b.com'] });

    expect(run.result.status).toBe('SUCCEEDED');
    expect(payloadOf(asked, 'PickHotCompanies')).toEqual({ limit: 5 });
    expect(payloadOf(asked, 'StartRefresh')).toEqual({ company: company('a.com') });
    expect(outcomes).toEqual(
      ['a.com', 'b.com'].map((domain) => ({
        ...{ domain, key: `key-${domain}`, outcome: 'refreshed', costUsd: 0.07, code: null },
      })),
    );
    expect(error).toBeNull();
    expect(payloadOf(asked, 'RecordRefresh')).toMatchObject({ executionName: 'round', picked: 2, budgetUsd: 10 });
    expect(asked.published).toMatchObject([{ DetailType: 'companies.refreshed', Source: 'sales-intelligence' }]);
  });

  it('records a round in which nobody is due, and starts nothing', async () => {
    const { run, asked, outcomes } = await refresh({ domains: [] });

    expect(run.result.status).toBe('SUCCEEDED');
    expect(run.children).toEqual([]);
    expect(outcomes).toEqual([]);
    expect(countCalls(asked, 'StartRefresh')).toBe(0);
  });

  it('says of each how it came out, and one that fails costs the others nothing', async () => {
    const { run, outcomes } = await refresh({
      domains: ['good.com', 'bad.com', 'gone.com', 'fresh.com', 'odd.com'],
      functions: {
        StartRefresh: (payload, call) => {
          const { domain } = payload.company as { domain: string };
          if (domain === 'gone.com') return failWith('InvalidInputError')(payload, call);
          if (domain === 'fresh.com') return { state: 'fresh', executionName: 'x', waitSeconds: 30, waitUntil: 0 };
          return started(payload, call);
        },
      },
      status: (name) =>
        name === 'run-bad.com' ? failedRow : name === 'run-odd.com' ? { state: { S: 'failed' } } : completed,
    });

    expect(run.result.status).toBe('SUCCEEDED');
    expect(outcomes.map(({ outcome, code }) => [outcome, code])).toEqual([
      ['refreshed', null],
      ['failed', 'enrichment.timed_out'],
      ['lost', 'InvalidInputError'],
      ['fresh', null],
      ['failed', 'enrichment.failed'],
    ]);
  });

  it('looks every half minute until the end', async () => {
    const { looks, run } = await refresh({
      status: (_name, look) => (look < 3 ? running : { state: { S: 'completed' } }),
    });

    expect(looks).toHaveLength(3);
    expect(secondsTaken(run.events)).toBe(90);
  });

  it('gives up on one whose end is never seen, also where it has no status row', async () => {
    const { outcomes } = await refresh({
      domains: ['slow.com', 'none.com'],
      status: (name) => (name === 'run-slow.com' ? running : null),
    });

    expect(outcomes.map(({ outcome, code }) => [outcome, code])).toEqual([
      ['late', 'refresh.late'],
      ['late', 'refresh.late'],
    ]);
  });

  it('says that nothing was heard of one whose status cannot be read', async () => {
    const { outcomes, looks } = await refresh({
      status: () => {
        throw serviceError('ThrottlingException');
      },
    });

    expect(outcomes).toMatchObject([{ outcome: 'lost', code: 'DynamoDB.ThrottlingException' }]);
    expect(looks).toHaveLength(6);
  });

  it('refreshes ten at a time', async () => {
    const domains = Array.from({ length: 25 }, (_, index) => `c${index}.com`);

    const { run } = await refresh({ domains });

    expect(run.children).toHaveLength(25);
    expect(secondsTaken(run.events)).toBe(90);
  });

  it('records a round that broke as a whole with the error', async () => {
    const { run, error, outcomes } = await refresh({
      domains: ['a.com', 'b.com'],
      functions: { StartRefresh: () => 'no object' },
    });

    expect(run.result.status).toBe('SUCCEEDED');
    expect(error).toBe('States.ExceedToleratedFailureThreshold');
    expect(outcomes).toEqual([]);
  });

  it('ends well where the bus does not take the event', async () => {
    const { run, entered } = await refresh({
      publish: () => {
        throw serviceError('InternalException');
      },
    });

    expect(run.result.status).toBe('SUCCEEDED');
    expect(entered).toContain('CompleteUnannounced');
  });

  it.each(['PickHotCompanies', 'RecordRefresh'])(
    'fails in %s when it fails for good, so that a redrive resumes there',
    async (name) => {
      const { run } = await refresh({ functions: { [name]: failWith('InvalidInputError') } });

      expect(run.result).toMatchObject({ status: 'FAILED', error: 'InvalidInputError' });
      expect(enteredStates(run.events).at(-1)).toBe(name);
    },
  );

  it('tries again what may pass by itself', async () => {
    const failingOnce: Script = (payload, call) =>
      call.attempt === 1 ? failWith('TransientError')(payload, call) : started(payload, call);

    const { outcomes, asked } = await refresh({ functions: { StartRefresh: failingOnce } });

    expect(outcomes).toMatchObject([{ outcome: 'refreshed' }]);
    expect(countCalls(asked, 'StartRefresh')).toBe(2);
  });

  it('has no state that these paths do not enter', async () => {
    const rounds = await Promise.all([
      refresh({ domains: [] }),
      refresh({ status: (_name, look) => (look < 3 ? running : completed) }),
      refresh({ status: () => failedRow }),
      refresh({ status: () => running }),
      refresh({ functions: { StartRefresh: failWith('InvalidInputError') } }),
      refresh({ functions: { StartRefresh: () => ({ state: 'fresh', executionName: 'x' }) } }),
      refresh({
        status: () => {
          throw serviceError('ValidationException');
        },
        publish: () => {
          throw serviceError('ValidationException');
        },
      }),
    ]);

    const entered = new Set(rounds.flatMap((round) => round.entered));

    const all = listStates(JSON.parse(definition) as Machine).map(([name]) => name);
    expect(all.filter((name) => !entered.has(name))).toEqual([]);
  });
});
