import { describe, expect, it } from 'vitest';
import type { Machine } from '../../../local/stepfunctions/definition/machine.ts';
import type { JsonObject } from '../../../local/stepfunctions/interpreter/json.ts';
import { plan, planned, resolution, sourceResult } from './answers.ts';
import {
  countCalls,
  definition,
  enrich,
  enteredStates,
  failWith,
  hang,
  listStates,
  payloadOf,
  type Script,
  script,
  secondsTaken,
  serviceError,
} from './machine.ts';

/** Each Task whose error nobody can answer: its state, its function and the functions that ran before it. */
const uncaught = [
  ['ResolveCompany', 'ResolveCompany'],
  ['PlanSources', 'PlanSources'],
  ['FindGaps', 'FindGaps'],
  ['ProcessContent', 'ProcessContent'],
  ['GenerateInsights', 'RunEngine'],
  ['VerifyClaims', 'VerifyClaims'],
  ['StructureProfile', 'StructureProfile'],
  ['WriteResult', 'WriteResult'],
] as const;

describe('an error that nobody can answer', () => {
  it.each(uncaught)('in %s fails the execution in that state', async (state, name) => {
    const { run, asked } = await enrich({ functions: { [name]: failWith('InvalidInputError') } });

    expect(run.result).toMatchObject({ status: 'FAILED', error: 'InvalidInputError' });
    expect(JSON.parse((run.result as { cause: string }).cause)).toMatchObject({ errorType: 'InvalidInputError' });
    expect(enteredStates(run.events).at(-1)).toBe(state);
    expect(countCalls(asked, name)).toBe(1);
    expect(run.events.at(-1)?.type).toBe('ExecutionFailed');
    expect(asked.published).toEqual([]);
  });

  it.each(uncaught)('in %s is redriven from there, without what ran before', async (state, name) => {
    const { run, asked } = await enrich({ functions: { [name]: failWith('InvalidInputError') } });
    const failedWith = payloadOf(asked, name);
    const mended = script();

    const again = await run.redrive(mended);

    expect(again.result).toMatchObject({ status: 'SUCCEEDED', output: 'run' });
    expect(mended.calls[0]).toEqual({ name, payload: failedWith });
    const before = new Set(asked.calls.map((call) => call.name));
    before.delete(name);
    expect(mended.calls.filter((call) => before.has(call.name))).toEqual([]);
    const entered = enteredStates(again.events);
    expect(entered.filter((entry) => entry === state)).toHaveLength(1);
    expect(entered.filter((entry) => entry === 'DiscoverCompany')).toHaveLength(1);
    expect(again.events.filter(({ type }) => type === 'ExecutionRedriven')).toMatchObject([
      { executionRedrivenEventDetails: { redriveCount: 1 } },
    ]);
    expect(again.events.map(({ id }) => id)).toEqual(again.events.map((_, index) => index + 1));
  });

  it('of an early end is redriven from there too', async () => {
    const parked: Script = () => ({ ...resolution, outcome: 'parked', company: null });
    const { run } = await enrich({ functions: { ResolveCompany: parked, WriteResolution: failWith('Error') } });
    const mended = script();

    const again = await run.redrive(mended);

    expect(run.result).toMatchObject({ status: 'FAILED', error: 'Error' });
    expect(again.result.status).toBe('SUCCEEDED');
    expect(mended.calls.map(({ name }) => name)).toEqual(['WriteResolution']);
  });

  it('can fail a redrive again, and be redriven again', async () => {
    const { run } = await enrich({ functions: { VerifyClaims: failWith('TypeError') } });

    const second = await run.redrive(script({ functions: { WriteResult: failWith('RangeError') } }));
    const mended = script();
    const third = await second.redrive(mended);

    expect(second.result).toMatchObject({ status: 'FAILED', error: 'RangeError' });
    expect(third.result.status).toBe('SUCCEEDED');
    expect(mended.calls.map(({ name }) => name)).toEqual(['WriteResult']);
  });
});

describe('a Task', () => {
  const tasks = listStates(JSON.parse(definition) as Machine).flatMap(([name, state]) =>
    state.Type === 'Task' ? [[name, state] as const] : [],
  );

  it.each(tasks)('%s has its own timeout and retries with a limit and jitter', (_name, task) => {
    // An engine's depends on what is left of the stage; engines.test.ts holds it.
    if (typeof task.TimeoutSeconds === 'number') expect(task.TimeoutSeconds).toBeGreaterThan(0);
    else expect(task.TimeoutSeconds).toMatch(/^\{% \$max\(\[5, .*answerBy/);
    expect(task.Retry?.length).toBeGreaterThan(0);
    for (const retrier of task.Retry ?? []) {
      expect(retrier.MaxDelaySeconds).toBeGreaterThan(0);
      expect(retrier.JitterStrategy).toBe('FULL');
      expect(retrier.ErrorEquals).not.toContain('States.ALL');
    }
  });

  it.each(uncaught.filter(([, name]) => name !== 'RunEngine'))('%s is tried three times', async (_state, name) => {
    const { run, asked } = await enrich({ functions: { [name]: failWith('TransientError') } });

    expect(run.result).toMatchObject({ status: 'FAILED', error: 'TransientError' });
    expect(countCalls(asked, name)).toBe(3);
    // Delays of 1 and 2 seconds, each halved by the test's random source.
    expect(secondsTaken(run.events)).toBe(1.5);
  });

  it.each(['ServiceException', 'AWSLambdaException', 'SdkClientException', 'TooManyRequestsException'])(
    'goes on after a passing Lambda.%s',
    async (error) => {
      const flaky: Script = (payload, { attempt }) => {
        if (attempt === 1) throw serviceError(error);
        return sourceResult(payload.source as JsonObject);
      };

      const { run, asked } = await enrich({ functions: { CallFreeApi: flaky } });

      expect(run.result.status).toBe('SUCCEEDED');
      const results = payloadOf(asked, 'StructureProfile').results as JsonObject[];
      expect(results.every(({ outcome }) => outcome !== 'error')).toBe(true);
    },
  );

  it('of an engine leaves retries to the function, which owns them', async () => {
    const { asked } = await enrich({ functions: { RunEngine: failWith('TransientError') } });

    expect(countCalls(asked, 'RunEngine')).toBe(1);
  });

  it('that times out is not asked again', async () => {
    const { run, asked } = await enrich({ functions: { StructureProfile: hang } });

    expect(run.result).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(countCalls(asked, 'StructureProfile')).toBe(1);
    expect(secondsTaken(run.events)).toBe(15);
  });
});

describe('the deadline', () => {
  const pages = Array.from({ length: 40 }, (_, index) => planned(`page-${index}`));

  it('of the machine ends a run whose functions all hang', async () => {
    const { run } = await enrich({ functions: { PlanSources: () => ({ ...plan, pages }), ScrapePage: hang } });

    expect(run.result).toMatchObject({ status: 'TIMED_OUT' });
    expect(run.result).not.toHaveProperty('error');
    expect(secondsTaken(run.events)).toBe(150);
    expect(run.events.at(-1)?.type).toBe('ExecutionTimedOut');
  });

  it('of the machine starts anew on a redrive, which asks only the pages that are left', async () => {
    const { run, asked } = await enrich({
      functions: { PlanSources: () => ({ ...plan, pages }), ScrapePage: hang },
    });
    const mended = script();

    const again = await run.redrive(mended);

    expect(again.result.status).toBe('SUCCEEDED');
    // Seven rounds of four pages ended in their own timeout; the eighth was cut off.
    expect(countCalls(asked, 'ScrapePage')).toBe(32);
    expect(countCalls(mended, 'ScrapePage')).toBe(12);
    expect(countCalls(mended, 'CallFreeApi')).toBe(0);
    expect(payloadOf(mended, 'StructureProfile').results).toHaveLength(46);
  });

  it('of the plan keeps a run with slow pages within its stages', async () => {
    const late: Script = async (payload, { clock }) => {
      const source = payload.source as JsonObject;
      if (clock.now() > (payload.deadline as number)) return sourceResult(source, 'not_run');
      await clock.sleep(19_000);
      return sourceResult(source);
    };

    const { run, asked } = await enrich({
      functions: { PlanSources: () => ({ ...plan, pages }), ScrapePage: late },
    });

    expect(run.result.status).toBe('SUCCEEDED');
    expect(secondsTaken(run.events)).toBe(76);
    const results = payloadOf(asked, 'StructureProfile').results as JsonObject[];
    expect(results.filter(({ outcome }) => outcome === 'not_run')).toHaveLength(25);
  });
});
