import { describe, expect, it } from 'vitest';
import type { Machine } from '../../local/stepfunctions/definition/machine.ts';
import { createVirtualClock } from '../../local/stepfunctions/index.ts';
import type { JsonObject } from '../../local/stepfunctions/interpreter/json.ts';
import { runMachine } from '../../local/stepfunctions/run-machine.ts';
import { company, run as enrichment, pendingDataset, planned, sourceResult } from './enrichment/answers.ts';
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
} from './enrichment/machine.ts';

const definition = readDefinition('collect-dataset');
const source = planned('linkedin-dataset');
const input: JsonObject = { run: enrichment, company, ...pendingDataset(source, 7) };

async function follow(CollectDataset: Script) {
  const clock = createVirtualClock();
  const asked = script({ functions: { CollectDataset } }, clock);
  return { asked, run: await runMachine({ definition, input, integrations: asked, clock, name: 'dataset-s_1' }) };
}

/** Ready after so many polls, a minute between them. */
const readyAfter =
  (polls: number): Script =>
  (_payload, { attempt }) => {
    const { pending } = pendingDataset(source, attempt) as { pending: JsonObject };
    return attempt > polls ? sourceResult(source) : { source, pending: { ...pending, waitSeconds: 60 } };
  };

describe('the follow-up of a late dataset', () => {
  it('collects it once it is ready', async () => {
    const { run, asked } = await follow(readyAfter(10));

    expect(run.result).toMatchObject({
      status: 'SUCCEEDED',
      output: { id: source.id, outcome: 'matched', reason: null, costUsd: 0 },
    });
    expect(secondsTaken(run.events)).toBe(4 + 10 * 60);
    expect(payloadOf(asked, 'CollectDataset')).toEqual({
      ...{ run: enrichment, executionName: 'dataset-s_1', company, source, pending: input.pending },
      deadline: Date.UTC(2026, 0, 5, 9, 30),
    });
  });

  it('gives up after half an hour, under a name of its own', async () => {
    const { run, asked } = await follow(readyAfter(1000));

    expect(run.result).toMatchObject({ status: 'FAILED', error: 'DatasetNeverReady' });
    expect(secondsTaken(run.events)).toBeLessThan(1800);
    expect(secondsTaken(run.events)).toBeGreaterThan(1700);
    expect(countCalls(asked, 'CollectDataset')).toBe(30);
    expect(run.events.length).toBeLessThan(500);
  });

  it('tries again where the store is down for a while', async () => {
    const { run, asked } = await follow((payload, call) =>
      call.attempt < 3 ? failWith('TransientError')(payload, call) : sourceResult(source),
    );

    expect(run.result.status).toBe('SUCCEEDED');
    expect(countCalls(asked, 'CollectDataset')).toBe(3);
  });

  it('fails in the state that failed, so that a redrive resumes there', async () => {
    const { run } = await follow(failWith('InvalidInputError'));
    const last = enteredStates(run.events).at(-1);

    const mended = await run.redrive(script({ functions: { CollectDataset: () => sourceResult(source) } }));

    expect(run.result).toMatchObject({ status: 'FAILED', error: 'InvalidInputError' });
    expect(last).toBe('CollectDataset');
    expect(mended.result.status).toBe('SUCCEEDED');
  });

  it('has no state that these paths do not enter', async () => {
    const paths = await Promise.all([follow(readyAfter(1)), follow(readyAfter(1000))]);

    const entered = new Set(paths.flatMap(({ run }) => enteredStates(run.events)));

    const all = listStates(JSON.parse(definition) as Machine).map(([name]) => name);
    expect(all.filter((name) => !entered.has(name))).toEqual([]);
  });
});
