import { describe, expect, it } from 'vitest';
import { createVirtualClock, type Integrations } from '../../../../../local/stepfunctions/index.ts';
import type { Json } from '../../../../../local/stepfunctions/interpreter/json.ts';
import { chain, detailsOf, integrate, machine, pass, run, task, throwing } from '../machines.ts';

const branch = (states: Record<string, object>): object => ({ StartAt: Object.keys(states)[0], States: states });
const parallel = (branches: Record<string, object>[], fields: object = {}): object => ({
  Type: 'Parallel',
  Branches: branches.map(branch),
  End: true,
  ...fields,
});
const map = (states: Record<string, object>, fields: object = {}): object => ({
  Type: 'Map',
  ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, ...branch(states) },
  End: true,
  ...fields,
});
const hang = integrate({ invoke: () => new Promise(() => undefined) });

describe('a Parallel', () => {
  it('gives the outputs of its branches in their order', async () => {
    const definition = machine({
      Both: parallel(
        [
          { Slow: { Type: 'Wait', Seconds: 9, Next: 'SlowEnd' }, SlowEnd: pass('{% $states.input & 1 %}') },
          { Fast: pass(2) },
        ],
        { Arguments: "{% 'a' %}", Output: '{% $states.result %}' },
      ),
    });

    const { result, events } = await run(definition);

    expect(result).toMatchObject({ output: ['a1', 2] });
    expect(chain(events)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 ParallelStateEntered',
      '3<2 ParallelStateStarted',
      '4<3 WaitStateEntered',
      '5<3 PassStateEntered',
      '6<5 PassStateExited',
      '7<4 WaitStateExited',
      '8<7 PassStateEntered',
      '9<8 PassStateExited',
      '10<9 ParallelStateSucceeded',
      '11<9 ParallelStateExited',
      '12<11 ExecutionSucceeded',
    ]);
  });

  it('ends with the first branch that fails, and says which states it cut off', async () => {
    const inner = { Inner: map({ Item: task() }, { Items: '{% [1] %}' }) };
    const definition = machine({
      All: parallel([
        { Failing: { Type: 'Wait', Seconds: 1, Next: 'Boom' }, Boom: task({ Arguments: { FunctionName: 'boom' } }) },
        { Waiting: { Type: 'Wait', Seconds: 60, End: true } },
        { Nested: parallel([{ Deep: task() }, { Done: pass(1) }]) },
        inner,
        { Finished: pass(1) },
      ]),
    });
    const integrations = integrate({
      invoke: (name) => (name === 'boom' ? throwing('Boom') : new Promise(() => undefined)),
    });

    const { result, events } = await run(definition, { integrations });

    expect(result).toMatchObject({ status: 'FAILED', error: 'Boom' });
    const failed = events.find(({ type }) => type === 'TaskFailed')!.id;
    expect(chain(events.slice(failed))).toEqual([
      `${failed + 1}<${failed} TaskStateAborted`,
      `${failed + 2}<${failed} WaitStateAborted`,
      `${failed + 3}<${failed} TaskStateAborted`,
      `${failed + 4}<${failed} ParallelStateAborted`,
      `${failed + 5}<${failed} MapIterationAborted`,
      `${failed + 6}<${failed} TaskStateAborted`,
      `${failed + 7}<${failed} MapStateAborted`,
      `${failed + 8}<${failed} ParallelStateFailed`,
      `${failed + 9}<${failed + 8} ExecutionFailed`,
    ]);
  });

  it('runs all of its branches again on a retry', async () => {
    let calls = 0;
    const integrations = integrate({
      invoke: (name) => {
        calls += 1;
        return name === 'flaky' && calls < 3 ? throwing('Flaky') : { payload: calls };
      },
    });
    const retry = [{ ErrorEquals: ['Flaky'], IntervalSeconds: 2 }];
    const definition = machine({
      Both: parallel([{ Steady: task() }, { Flaky: task({ Arguments: { FunctionName: 'flaky' } }) }], { Retry: retry }),
    });

    const { result, events } = await run(definition, { integrations });

    expect(result.status).toBe('SUCCEEDED');
    expect(calls).toBe(4);
    expect(events.filter(({ type }) => type === 'ParallelStateStarted')).toHaveLength(2);
    expect(events.filter(({ type }) => type === 'ParallelStateEntered')).toHaveLength(1);
  });

  it('catches the error of a branch, and may assign what outer states read', async () => {
    const definition = machine({
      Both: parallel([{ Broken: { Type: 'Fail', Error: 'Mine', Cause: 'why' } }], {
        Catch: [{ ErrorEquals: ['Mine'], Assign: { seen: '{% $states.errorOutput.Cause %}' }, Next: 'After' }],
        End: true,
      }),
      After: pass(['{% $states.input %}', '{% $seen %}']),
    });

    const { result } = await run(definition);

    expect(result).toMatchObject({ output: [{ Error: 'Mine', Cause: 'why' }, 'why'] });
  });

  it('whose outputs are too large together fails as a whole', async () => {
    const large = pass("{% $pad('', 150000, 'x') %}");

    const { result } = await run(machine({ Both: parallel([{ One: large }, { Two: large }]) }));

    expect(result).toMatchObject({ error: 'States.DataLimitExceeded' });
    expect(result.progress.children).toBeNull();
  });
});

describe('a Map', () => {
  it('runs its processor for each item, a few at a time', async () => {
    const clock = createVirtualClock();
    let running = 0;
    let most = 0;
    const integrations = integrate({
      invoke: async (_name, payload) => {
        running += 1;
        most = Math.max(most, running);
        await clock.sleep(1000);
        running -= 1;
        return { payload: (payload as { n: number }).n * 10 };
      },
    });
    const definition = machine({
      Each: map(
        { Item: task() },
        {
          Items: '{% $states.input.list %}',
          MaxConcurrency: '{% 1 + 1 %}',
          ItemSelector: { n: '{% $states.context.Map.Item.Value %}' },
        },
      ),
    });

    const { result, events } = await run(definition, { input: { list: [1, 2, 3, 4, 5] }, integrations, clock });

    expect(result).toMatchObject({ output: [10, 20, 30, 40, 50] });
    expect(most).toBe(2);
    expect(events.at(-1)!.timestamp - events[0]!.timestamp).toBe(3);
  });

  it('writes the events that AWS writes', async () => {
    const definition = machine({
      Each: map({ Item: pass('{% $states.context.Map.Item.Index %}') }, { MaxConcurrency: 1 }),
    });

    const { result, events } = await run(definition, { input: ['a', 'b'] });

    expect(result).toMatchObject({ output: [0, 1] });
    expect(chain(events)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 MapStateEntered',
      '3<2 MapStateStarted',
      '4<3 MapIterationStarted',
      '5<4 PassStateEntered',
      '6<5 PassStateExited',
      '7<6 MapIterationSucceeded',
      '8<6 MapIterationStarted',
      '9<8 PassStateEntered',
      '10<9 PassStateExited',
      '11<10 MapIterationSucceeded',
      '12<11 MapStateSucceeded',
      '13<11 MapStateExited',
      '14<13 ExecutionSucceeded',
    ]);
    expect(detailsOf(events, 'MapStateStarted')).toEqual({ length: 2 });
    expect(detailsOf(events, 'MapIterationSucceeded')).toEqual({ name: 'Each', index: 0 });
  });

  it('ends with the first iteration that fails, in the order that AWS shows', async () => {
    const definition = machine({ Each: map({ Item: task({ TimeoutSeconds: 5 }) }, { MaxConcurrency: 2 }) });

    const { result, events } = await run(definition, { input: [1, 2, 3], integrations: hang });

    expect(result).toMatchObject({ error: 'States.Timeout' });
    const failed = events.find(({ type }) => type === 'TaskTimedOut')!.id;
    const after = events.slice(failed).filter(({ type }) => type !== 'TaskTimedOut');
    expect(after.map(({ type }) => type)).toEqual([
      'MapIterationFailed',
      'TaskStateAborted',
      'MapIterationAborted',
      'TaskStateAborted',
      'MapStateFailed',
      'ExecutionFailed',
    ]);
    expect(after.slice(0, 5).every(({ previousEventId }) => previousEventId === failed)).toBe(true);
  });

  it('of an empty list succeeds with an empty list', async () => {
    const { result } = await run(machine({ Each: map({ Item: pass(1) }) }), { input: [] });

    expect(result).toMatchObject({ status: 'SUCCEEDED', output: [] });
  });

  it.each([
    [{ Items: '{% {"a": 1} %}' }, 'Items'],
    [{ Items: '{% [1] %}', MaxConcurrency: '{% -1 %}' }, 'MaxConcurrency'],
    [{ Items: '{% [1] %}', ItemSelector: '{% $states.input.absent %}' }, 'ItemSelector'],
  ])('%j fails to evaluate', async (fields, location) => {
    const { result, events } = await run(machine({ Each: map({ Item: pass(1) }, fields) }));

    expect(result).toMatchObject({ error: 'States.QueryEvaluationError' });
    expect(detailsOf(events, 'EvaluationFailed')).toMatchObject({ location });
  });

  it('whose later item cannot be selected fails too', async () => {
    const fields = { MaxConcurrency: 1, ItemSelector: '{% $states.context.Map.Item.Value.x %}' };

    const { result } = await run(machine({ Each: map({ Item: pass(1) }, fields) }), { input: [{ x: 1 }, {}] });

    expect(result).toMatchObject({ error: 'States.QueryEvaluationError' });
  });

  it('starts over on a retry, and fails when its outputs are too large together', async () => {
    let calls = 0;
    const integrations = integrate({
      invoke: () => {
        calls += 1;
        return calls === 2 ? throwing('Flaky') : { payload: calls };
      },
    });
    const retried = map({ Item: task() }, { MaxConcurrency: 1, Retry: [{ ErrorEquals: ['Flaky'] }] });

    const flaky = await run(machine({ Each: retried }), { input: [1, 2], integrations });
    const large = await run(machine({ Each: map({ Item: pass("{% $pad('', 150000, 'x') %}") }) }), { input: [1, 2] });

    expect(flaky.result).toMatchObject({ output: [3, 4] });
    expect(large.result).toMatchObject({ error: 'States.DataLimitExceeded' });
  });
});

describe('variables', () => {
  it('are read from outer scopes and gone with their own', async () => {
    const definition = machine({
      Set: pass(1, { Assign: { outer: 1 }, End: undefined, Next: 'Inner' }),
      Inner: parallel(
        [
          {
            Add: pass(1, { Assign: { inner: '{% $outer + 1 %}' }, End: undefined, Next: 'Read' }),
            Read: pass('{% $inner %}'),
          },
        ],
        {
          End: undefined,
          Next: 'After',
        },
      ),
      After: pass(['{% $states.input %}', '{% $exists($inner) %}']),
    });

    const { result } = await run(definition);

    expect(result).toMatchObject({ output: [[2], false] });
  });

  it('of an outer scope cannot be assigned inside, whatever a Catch says', async () => {
    const definition = machine({
      Set: pass(1, { Assign: { outer: 1 }, End: undefined, Next: 'Inner' }),
      Inner: parallel([{ Take: pass(1, { Assign: { outer: 2 } }) }], {
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'After' }],
      }),
      After: { Type: 'Succeed' },
    });

    const { result } = await run(definition);

    expect(result).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });

  it('are as they were when the state was entered', async () => {
    const definition = machine({
      Set: pass(1, { Assign: { x: 1, y: 1 }, End: undefined, Next: 'Swap' }),
      Swap: pass({ x: '{% $x %}' }, { Assign: { x: 5, y: '{% $x + 1 %}' }, End: undefined, Next: 'Read' }),
      Read: pass(['{% $states.input.x %}', '{% $x %}', '{% $y %}']),
    });

    const { result } = await run(definition);

    expect(result).toMatchObject({ output: [1, 5, 2] });
  });
});

describe('a redrive', () => {
  const flakyOnce = (fail: string): Integrations & { calls: Json[] } => {
    const calls: Json[] = [];
    const invoke = (_name: string, payload: Json) => {
      calls.push(payload);
      return payload === fail ? throwing('Broken') : { payload };
    };
    return { ...integrate({ invoke }), calls };
  };
  const calling = (text: string, fields: object = {}): object =>
    task({ Arguments: { FunctionName: 'f', Payload: text }, ...fields });

  it('runs only the branches and iterations that had not succeeded', async () => {
    const definition = machine({
      First: calling('first', { End: undefined, Next: 'Both' }),
      Both: parallel([
        { A: calling('a') },
        {
          B1: { Type: 'Wait', Seconds: 1, Next: 'B2' },
          B2: calling('b2', { End: undefined, Next: 'B3' }),
          B3: calling('b3'),
        },
        { Each: map({ Item: task() }, { Items: ['x', 'y'] }) },
      ]),
    });
    const broken = flakyOnce('b3');
    const mended = flakyOnce('none');

    const failed = await run(definition, { integrations: broken });
    const again = await failed.redrive(mended);

    expect(broken.calls).toEqual(['first', 'a', 'x', 'y', 'b2', 'b3']);
    expect(mended.calls).toEqual(['b3']);
    expect(again.result).toMatchObject({ status: 'SUCCEEDED', output: ['a', 'b3', ['x', 'y']] });
    const redriven = again.events.findIndex(({ type }) => type === 'ExecutionRedriven');
    expect(again.events.slice(redriven).map(({ type }) => type)).toEqual([
      'ExecutionRedriven',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited',
      'ParallelStateSucceeded',
      'ParallelStateExited',
      'ExecutionSucceeded',
    ]);
  });

  it('runs the iterations that were cut off or had not started, and keeps the order', async () => {
    const definition = machine({ Each: map({ Item: task() }, { MaxConcurrency: 1 }) });
    const broken = flakyOnce('b');
    const mended = flakyOnce('none');

    const failed = await run(definition, { input: ['a', 'b', 'c'], integrations: broken });
    const again = await failed.redrive(mended);

    expect(broken.calls).toEqual(['a', 'b']);
    expect(mended.calls).toEqual(['b', 'c']);
    expect(again.result).toMatchObject({ output: ['a', 'b', 'c'] });
    expect(again.events.filter(({ type }) => type === 'MapStateStarted')).toHaveLength(1);
  });

  it('counts retries from the start and tells the context of itself', async () => {
    const definition = machine({
      Only: task({
        Arguments: {
          FunctionName: 'f',
          Payload: '{% [$states.context.State.RetryCount, $states.context.Execution.RedriveCount] %}',
        },
        Retry: [{ ErrorEquals: ['Broken'], MaxAttempts: 2 }],
      }),
    });
    const seen: Json[] = [];
    const invoke = (_name: string, payload: Json) => {
      seen.push(payload);
      return throwing('Broken');
    };

    const failed = await run(definition, { integrations: integrate({ invoke }) });
    await failed.redrive(integrate({ invoke }));

    expect(seen).toEqual([
      [0, 0],
      [1, 0],
      [2, 0],
      [0, 1],
      [1, 1],
      [2, 1],
    ]);
  });
});
