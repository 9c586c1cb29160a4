import { describe, expect, it } from 'vitest';
import type { Machine } from '../../local/stepfunctions/definition/machine.ts';
import { createVirtualClock } from '../../local/stepfunctions/index.ts';
import { runMachine } from '../../local/stepfunctions/run-machine.ts';
import {
  countCalls,
  enteredStates,
  failWith,
  listStates,
  readDefinition,
  type Script,
  script,
  secondsTaken,
} from './enrichment/machine.ts';

const definition = readDefinition('handle-privacy-request');

async function handle(HandlePrivacyRequest: Script) {
  const clock = createVirtualClock();
  const asked = script({ functions: { HandlePrivacyRequest } }, clock);
  const run = await runMachine({
    definition,
    input: { privacyRequestId: 'prv_1' },
    integrations: asked,
    clock,
    name: 'prv_1',
  });
  return { asked, run };
}

const kind =
  (which: string): Script =>
  () => ({ kind: which, counts: {} });

describe('the handling of a privacy request', () => {
  it('ends an export after one pass', async () => {
    const { run, asked } = await handle(kind('export'));

    expect(run.result.status).toBe('SUCCEEDED');
    expect(countCalls(asked, 'HandlePrivacyRequest')).toBe(1);
  });

  it('announces an erasure, and makes it again when everything that ran has ended', async () => {
    const { run, asked } = await handle(kind('erasure'));

    expect(run.result.status).toBe('SUCCEEDED');
    expect(countCalls(asked, 'HandlePrivacyRequest')).toBe(2);
    expect(secondsTaken(run.events)).toBeGreaterThanOrEqual(960);
    expect(enteredStates(run.events)).toContain('PublishErasure');
  });

  it('tries again while the stores are down', async () => {
    const { run, asked } = await handle((payload, call) =>
      call.attempt < 3 ? failWith('TransientError')(payload, call) : { kind: 'export', counts: {} },
    );

    expect(run.result.status).toBe('SUCCEEDED');
    expect(countCalls(asked, 'HandlePrivacyRequest')).toBe(3);
  });

  it('records a request that cannot be done', async () => {
    const { run } = await handle(failWith('InvalidInputError'));

    expect(run.result).toMatchObject({ status: 'FAILED', error: 'PrivacyRequestFailed' });
    expect(enteredStates(run.events)).toContain('RecordFailedRequest');
  });

  it('has no state that these paths do not enter', async () => {
    const paths = await Promise.all([handle(kind('erasure')), handle(kind('export')), handle(failWith('X'))]);

    const entered = new Set(paths.flatMap(({ run }) => enteredStates(run.events)));

    const all = listStates(JSON.parse(definition) as Machine).map(([name]) => name);
    expect(all.filter((name) => !entered.has(name))).toEqual([]);
  });
});
