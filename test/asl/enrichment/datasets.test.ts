import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../local/stepfunctions/interpreter/json.ts';
import { runMachine } from '../../../local/stepfunctions/run-machine.ts';
import { pendingDataset, plan, planned, run, sourceResult } from './answers.ts';
import {
  countCalls,
  definition,
  enrich,
  enteredStates,
  failWith,
  payloadOf,
  type Script,
  script,
  secondsTaken,
  serviceError,
} from './machine.ts';

const source = planned('linkedin-dataset');
const { pending } = pendingDataset(source) as { pending: JsonObject };
const asking = {
  PlanSources: () => ({ ...plan, deadline: Date.UTC(2026, 0, 5, 9, 0, 45) }),
  FindGaps: () => ({ openFields: ['industry'], paidSources: [source], notAsked: [] }),
  CallBrightData: () => pendingDataset(source),
};
/** Ready once it was asked for so many times. */
const readyAfter =
  (polls: number): Script =>
  (_payload, { attempt }) =>
    attempt > polls ? sourceResult(source) : pendingDataset(source, attempt);
const neverReady: Script = (_payload, { attempt }) => pendingDataset(source, attempt);
const resultOf = (asked: Parameters<typeof payloadOf>[0]) =>
  (payloadOf(asked, 'StructureProfile').results as JsonObject[]).find(({ id }) => id === source.id);

describe('a dataset', () => {
  it('that the cache has is not waited for', async () => {
    const { run: done, asked } = await enrich({ functions: { ...asking, CallBrightData: () => sourceResult(source) } });

    expect(resultOf(asked)).toMatchObject({ outcome: 'matched' });
    expect(enteredStates(done.events)).not.toContain('WaitForDataset');
    expect(countCalls(asked, 'CollectDataset')).toBe(0);
  });

  it('that is ready when it is first asked for is collected after one wait', async () => {
    const { run: done, asked } = await enrich({ functions: { ...asking, CollectDataset: readyAfter(0) } });

    expect(done.result.status).toBe('SUCCEEDED');
    expect(resultOf(asked)).toMatchObject({ outcome: 'matched' });
    expect(secondsTaken(done.events)).toBe(4);
    expect(payloadOf(asked, 'CollectDataset')).toEqual({
      ...{ run, executionName: 'run', company: payloadOf(asked, 'CallBrightData').company },
      ...{ deadline: Date.UTC(2026, 0, 5, 9, 0, 45), source, pending },
    });
  });

  it('is asked for again until it is ready', async () => {
    const { run: done, asked } = await enrich({ functions: { ...asking, CollectDataset: readyAfter(3) } });

    expect(countCalls(asked, 'CollectDataset')).toBe(4);
    expect(secondsTaken(done.events)).toBe(16);
    expect(resultOf(asked)).toMatchObject({ outcome: 'matched' });
    expect(asked.started).toEqual([]);
  });

  it('that is late is not run, and handed to a follow-up with what it cost', async () => {
    const { run: done, asked } = await enrich({ functions: { ...asking, CollectDataset: neverReady } });

    expect(done.result.status).toBe('SUCCEEDED');
    expect(resultOf(asked)).toEqual({
      ...source,
      purpose: undefined,
      ...{ outcome: 'not_run', reason: 'late', ms: 44_000, costUsd: 0.0015, observedAt: null, fromCache: false },
      ...{ fields: [], documents: [], factsKey: null },
    });
    expect(asked.started).toEqual([
      { stateMachineArn: 'CollectDatasetMachineArn', name: 'dataset-s_m4x7enmven8djfqak', input: expect.any(String) },
    ]);
    expect(JSON.parse(asked.started[0]!.input)).toMatchObject({
      run,
      source,
      pending: { snapshotId: pending.snapshotId },
    });
  });

  it('of a run on private input leaves nothing to a follow-up', async () => {
    const asked = script({ functions: { ...asking, CollectDataset: neverReady } });

    await runMachine({ definition, input: { ...run, suppliedInputId: 'i-1' }, integrations: asked });

    expect(resultOf(asked)).toMatchObject({ outcome: 'not_run', reason: 'late' });
    expect(asked.started).toEqual([]);
  });

  it.each(['ExecutionAlreadyExists', 'StateMachineDoesNotExist', 'OddException'])(
    'whose follow-up does not start (%s) costs the run nothing',
    async (name) => {
      const refuse = () => {
        throw serviceError(name);
      };

      const { run: done, asked } = await enrich({
        functions: { ...asking, CollectDataset: neverReady },
        startExecution: refuse,
      });

      expect(done.result.status).toBe('SUCCEEDED');
      expect(resultOf(asked)).toMatchObject({ outcome: 'not_run', reason: 'late' });
      expect(asked.started).toHaveLength(name === 'OddException' ? 2 : 1);
    },
  );

  it('that fails ends with the reason its function gives', async () => {
    const failed = { ...sourceResult(source, 'error'), reason: 'provider_error' };

    const { asked } = await enrich({ functions: { ...asking, CollectDataset: () => failed } });

    expect(resultOf(asked)).toEqual(failed);
  });

  it('whose function is lost is an outcome of the run', async () => {
    const { run: done, asked } = await enrich({ functions: { ...asking, CollectDataset: failWith('TypeError') } });

    expect(done.result.status).toBe('SUCCEEDED');
    expect(enteredStates(done.events)).toContain('NotePaidApiLost');
    expect(resultOf(asked)).toMatchObject({ outcome: 'error', reason: 'function_failed' });
  });
});
