import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../../../../../local/stepfunctions/index.ts';
import { runBranch } from '../../../../../local/stepfunctions/interpreter/branch.ts';
import { ExecutionEnded } from '../../../../../local/stepfunctions/interpreter/errors.ts';
import { createHistory } from '../../../../../local/stepfunctions/interpreter/history.ts';
import { beginBranch } from '../../../../../local/stepfunctions/interpreter/progress.ts';
import { detailsOf, integrate, machine, pass, run, task } from '../machines.ts';

const large = `{% $pad('', ${256 * 1024}, 'x') %}`;
const fits = `{% $pad('', ${256 * 1024 - 2}, 'x') %}`;
const exceeded = { status: 'FAILED', error: 'States.DataLimitExceeded' };

describe('256 KiB', () => {
  it('is what an output may have, and no byte more', async () => {
    expect((await run(machine({ Only: pass(fits) }))).result.status).toBe('SUCCEEDED');
    expect((await run(machine({ Only: pass(large) }))).result).toMatchObject(exceeded);
  });

  it('counts bytes, not characters', async () => {
    const { result } = await run(machine({ Only: pass(`{% $pad('', ${128 * 1024}, 'é') %}`) }));

    expect(result).toMatchObject(exceeded);
  });

  it.each([
    ['its arguments', task({ Arguments: { FunctionName: 'f', Payload: large } })],
    ['its result', task({ Arguments: { FunctionName: 'large' } })],
    ['a variable', pass(1, { Assign: { x: large } })],
    ['an Assign', pass(1, { Assign: { x: "{% $pad('', 150000, 'x') %}", y: "{% $pad('', 150000, 'x') %}" } })],
  ])('ends a state by %s, and States.ALL does not help', async (_what, state) => {
    const isTask = (state as { Type: string }).Type === 'Task';
    const caught = isTask ? { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'After' }] } : {};
    const states = { Only: { ...state, ...caught }, ...(isTask ? { After: { Type: 'Succeed' } } : {}) };
    const invoke = (name: string) => ({ payload: name === 'large' ? 'x'.repeat(256 * 1024) : 1 });

    const { result } = await run(machine(states), { integrations: integrate({ invoke }) });

    expect(result).toMatchObject(exceeded);
  });

  it('is 10 MiB for all variables together', async () => {
    const steps = Array.from({ length: 45 }, (_, index) => [
      `Step${index}`,
      { Type: 'Pass', Assign: { [`v${index}`]: "{% $pad('', 250000, 'x') %}" }, Next: `Step${index + 1}` },
    ]);

    const { result } = await run(machine({ ...Object.fromEntries(steps), Step45: { Type: 'Succeed' } }));

    expect(result).toMatchObject(exceeded);
    expect(result.progress.state).toBe('Step41');
  });
});

describe('25,000 events', () => {
  it('end an execution that goes round in circles', async () => {
    const definition = machine({
      Count: { Type: 'Pass', Output: '{% $states.input + 1 %}', Next: 'Again' },
      Again: { Type: 'Choice', Choices: [{ Condition: '{% $states.input < 0 %}', Next: 'End' }], Default: 'Count' },
      End: { Type: 'Succeed' },
    });

    const { result, events } = await run(definition, { input: 0 });

    expect(result).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    expect(events).toHaveLength(25_000);
    expect(events.at(-1)?.type).toBe('ExecutionFailed');
  });
});

describe('an execution', () => {
  it('is stopped by its own timeout, without error or cause', async () => {
    const definition = machine({ Only: { Type: 'Wait', Seconds: 600, End: true } }, { TimeoutSeconds: 60 });

    const { result, events } = await run(definition);

    const { progress, ...ending } = result;
    expect(ending).toEqual({ status: 'TIMED_OUT' });
    expect(progress.state).toBe('Only');
    expect(events.at(-1)).toMatchObject({ type: 'ExecutionTimedOut', previousEventId: 0 });
    expect(detailsOf(events, 'ExecutionTimedOut')).toEqual({ error: 'States.Timeout' });
  });

  it('is stopped from outside, while it waits or calls', async () => {
    const stop = new AbortController();
    const integrations = integrate({
      invoke: () => {
        stop.abort(new ExecutionEnded('ABORTED', { errorName: 'Mine', detail: 'enough' }));
        return new Promise(() => undefined);
      },
    });

    const { result, events } = await run(machine({ Only: task() }), { integrations, signal: stop.signal });

    expect(result).toMatchObject({ status: 'ABORTED', error: 'Mine', cause: 'enough' });
    expect(events.map(({ type }) => type).slice(-2)).toEqual(['TaskStarted', 'ExecutionAborted']);
  });

  it('ends as States.Runtime when the interpreter itself is at fault', async () => {
    const integrations = integrate({});
    const clock = createVirtualClock();
    const definition = machine({ Only: { Type: 'Wait', Seconds: 1, End: true } });
    const broken = { ...clock, sleep: () => Promise.reject(new Error('no timer')) };

    const { result } = await run(definition, { integrations, clock: broken });

    expect(result).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: 'The interpreter failed: Error: no timer',
    });
  });

  it('refuses a state that is not there, should a stored progress name one', async () => {
    const clock = createVirtualClock();
    const branch = {
      run: { clock, history: createHistory(clock) } as never,
      graph: { StartAt: 'A', States: {} },
      progress: beginBranch('A', null, 0),
      parent: null,
      signal: new AbortController().signal,
      mapItem: null,
    };

    await expect(runBranch(branch)).rejects.toMatchObject({ errorName: 'States.Runtime' });
  });
});
