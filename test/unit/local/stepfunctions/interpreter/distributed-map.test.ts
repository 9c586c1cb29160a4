import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../../../../../local/stepfunctions/index.ts';
import { ExecutionEnded } from '../../../../../local/stepfunctions/interpreter/errors.ts';
import type { Json } from '../../../../../local/stepfunctions/interpreter/json.ts';
import { chain, detailsOf, integrate, machine, pass, run, task, throwing } from '../machines.ts';

const standard = { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' };
/** A machine that is one distributed Map over its input. */
function distribute(states: Record<string, object>, fields: object = {}, config: object = standard): object {
  const { QueryLanguage: _, ...processor } = machine(states) as { QueryLanguage: string };
  const each = { Type: 'Map', ItemProcessor: { ...processor, ProcessorConfig: config }, End: true, ...fields };
  return machine({ Each: each, ...('Catch' in fields ? { After: { Type: 'Succeed' } } : {}) });
}
const call = (fields: object = {}) => ({ Call: task({ TimeoutSeconds: 900, ...fields }) });
/** Fails for negative items, doubles others. */
const double = integrate({
  invoke: (_name, payload) => (Number(payload) < 0 ? throwing('Negative') : { payload: Number(payload) * 2 }),
});

describe('a distributed Map', () => {
  it('runs each item as an execution of its own and gives their outputs in order', async () => {
    const { result, children } = await run(distribute(call(), { Label: 'Doubling' }), {
      ...{ input: [1, 2, 3], integrations: double },
    });

    expect(result).toMatchObject({ status: 'SUCCEEDED', output: [2, 4, 6] });
    expect(children.map(({ child }) => child.input)).toEqual([1, 2, 3]);
    expect(new Set(children.map(({ child }) => child.executionArn)).size).toBe(3);
    expect(children[0]?.child.executionArn).toMatch(/:execution:machine\/Doubling:[\da-f-]{36}$/);
    expect(children[0]?.child.mapRunArn).toMatch(/:mapRun:machine\/Doubling:[\da-f-]{36}$/);
    expect(children[2]?.events.map(({ type }) => type)).toEqual([
      ...['ExecutionStarted', 'TaskStateEntered', 'TaskScheduled', 'TaskStarted', 'TaskSucceeded'],
      ...['TaskStateExited', 'ExecutionSucceeded'],
    ]);
  });

  it('leaves only the Map Run in its own history', async () => {
    const { events, children } = await run(distribute(call()), { input: [1, 2], integrations: double });

    expect(chain(events)).toEqual([
      ...['1<0 ExecutionStarted', '2<0 MapStateEntered', '3<2 MapStateStarted', '4<3 MapRunStarted'],
      ...['5<4 MapRunSucceeded', '6<5 MapStateSucceeded', '7<5 MapStateExited', '8<7 ExecutionSucceeded'],
    ]);
    expect(detailsOf(events, 'MapStateStarted')).toEqual({ length: 2 });
    expect(detailsOf(events, 'MapRunStarted')).toEqual({ mapRunArn: children[0]?.child.mapRunArn });
  });

  it('hands children what ItemSelector makes of the item, and nothing else: they see no outer variable', async () => {
    const selecting = distribute(
      { Tell: pass({ given: '{% $states.input %}', name: '{% $states.context.Execution.Input %}' }) },
      { ItemSelector: { at: '{% $states.context.Map.Item.Index %}', outer: '{% $outer %}' } },
    ) as { States: object };
    const reading = distribute({ Tell: pass('{% $outer %}') }) as { States: object };
    const following = ({ States }: { States: object }) =>
      machine({ Set: { Type: 'Pass', Assign: { outer: 7 }, Next: 'Each' }, ...States });

    const [selected, read] = [
      await run(following(selecting), { input: ['a'] }),
      await run(following(reading), { input: ['a'] }),
    ];

    const given = { at: 0, outer: 7 };
    expect(selected.result).toMatchObject({ output: [{ given, name: given }] });
    expect(read.children[0]?.result).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });

  it('fails with the first failure where none is tolerated, and aborts what still runs', async () => {
    const integrations = integrate({
      invoke: (_name, payload) => (payload === 'slow' ? new Promise(() => undefined) : throwing('Broken')),
    });

    const { result, children, events } = await run(distribute(call(), { MaxConcurrency: 2 }), {
      ...{ input: ['slow', 'broken', 'never'], integrations },
    });

    expect(result).toMatchObject({ status: 'FAILED', error: 'States.ExceedToleratedFailureThreshold' });
    expect(children.map(({ result: ended }) => ended?.status)).toEqual(['ABORTED', 'FAILED']);
    expect(detailsOf(events, 'MapRunFailed')).toMatchObject({ error: 'States.ExceedToleratedFailureThreshold' });
    expect(events.map(({ type }) => type)).toContain('MapStateFailed');
  });

  it.each<[string, object, Json[], string]>([
    ['a count that is kept', { ToleratedFailureCount: 1 }, [1, -1, 2], 'SUCCEEDED'],
    ['a count that is exceeded', { ToleratedFailureCount: 1 }, [-1, -1, 2], 'FAILED'],
    ['a percentage that is kept', { ToleratedFailurePercentage: 50 }, [-1, -1, 1, 2], 'SUCCEEDED'],
    ['a percentage that is exceeded', { ToleratedFailurePercentage: 50 }, [-1, -1, -1, 2], 'FAILED'],
    [
      'whichever is exceeded first',
      { ToleratedFailurePercentage: 90, ToleratedFailureCount: 1 },
      [-1, -1, 1],
      'FAILED',
    ],
    ['all of them', { ToleratedFailurePercentage: '{% 100 %}' }, [-1, -2], 'SUCCEEDED'],
    ['nothing, where there are no items', {}, [], 'SUCCEEDED'],
  ])('tolerates %s', async (_what, fields, input, status) => {
    const { result } = await run(distribute(call(), fields), { input, integrations: double });

    expect(result.status).toBe(status);
  });

  it('gives a tolerated failure as its error', async () => {
    const { result } = await run(distribute(call(), { ToleratedFailureCount: 1 }), {
      ...{ input: [1, -1], integrations: double },
    });

    expect(result).toMatchObject({ output: [2, { Status: 'FAILED', Error: 'Negative' }] });
  });

  it('runs no more at once than it may', async () => {
    const clock = createVirtualClock();
    let [running, most] = [0, 0];
    const invoke = async (_name: string, payload: Json) => {
      running += 1;
      most = Math.max(most, running);
      await clock.sleep(1000);
      running -= 1;
      return { payload };
    };

    const { result } = await run(distribute(call(), { MaxConcurrency: 3 }), {
      ...{ input: [1, 2, 3, 4, 5, 6, 7], integrations: integrate({ invoke }), clock },
    });

    expect(result.status).toBe('SUCCEEDED');
    expect(most).toBe(3);
  });

  it('is caught and tried again like any state', async () => {
    const retry = [{ ErrorEquals: ['States.ExceedToleratedFailureThreshold'], MaxAttempts: 1 }];
    const caught = [{ ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput.Error %}', Next: 'After' }];

    const { result, children } = await run(
      distribute(call(), { Retry: retry, Catch: caught, End: undefined, Next: 'After' }),
      { input: [-1], integrations: double },
    );

    expect(result).toMatchObject({ status: 'SUCCEEDED', output: 'States.ExceedToleratedFailureThreshold' });
    expect(children).toHaveLength(2);
  });

  it('redrives only the children that have not succeeded', async () => {
    const first = await run(distribute(call(), { MaxConcurrency: 1 }), { input: [1, -1, 2], integrations: double });
    const mended = integrate({ invoke: (_name, payload) => ({ payload: Math.abs(Number(payload)) }) });

    const second = await first.redrive(mended);

    expect(second.result).toMatchObject({ status: 'SUCCEEDED', output: [2, 1, 2] });
    expect(second.children.map(({ child }) => child.input)).toEqual([1, -1, -1, 2]);
    expect(detailsOf(second.events, 'MapRunRedriven')).toEqual({
      ...{ mapRunArn: first.children[0]?.child.mapRunArn, redriveCount: 1 },
    });
  });

  it('takes its children down when it is stopped', async () => {
    const stop = new AbortController();
    const invoke = () => {
      stop.abort(new ExecutionEnded('ABORTED'));
      return new Promise<never>(() => undefined);
    };

    const { result, children } = await run(distribute(call()), {
      ...{ input: [1], integrations: integrate({ invoke }), signal: stop.signal },
    });

    expect(result.status).toBe('ABORTED');
    expect(children[0]?.result?.status).toBe('ABORTED');
  });

  it('gives Express children five minutes and keeps nothing of them', async () => {
    const wait = { Pause: { Type: 'Wait', Seconds: 301, End: true } };
    const express = { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' };

    const { result, children } = await run(distribute(wait, { ToleratedFailureCount: 1 }, express), { input: [1] });

    expect(result).toMatchObject({ output: [{ Status: 'TIMED_OUT' }] });
    expect(children).toEqual([]);
  });

  it('refuses a result that is too large, items that are no list, and a tolerance that is no number', async () => {
    const large = distribute({ Tell: pass("{% $pad('', 200000, 'x') %}") });
    const wrong = distribute(call(), { ToleratedFailureCount: "{% 'many' %}" });

    const errors = [
      await run(large, { input: [1, 2] }),
      await run(distribute(call()), { input: 'a' }),
      await run(wrong, { input: [1] }),
    ].map(({ result }) => (result as { error?: string }).error);

    expect(errors).toEqual([
      ...['States.DataLimitExceeded', 'States.QueryEvaluationError', 'States.QueryEvaluationError'],
    ]);
  });
});
