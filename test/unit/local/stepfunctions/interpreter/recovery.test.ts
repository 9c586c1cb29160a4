import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StatesError } from '../../../../../local/stepfunctions/interpreter/errors.ts';
import { matchesError } from '../../../../../local/stepfunctions/interpreter/recovery.ts';
import { integrate, machine, pass, run, task, throwing } from '../machines.ts';

/** Seconds between the attempts of a Task that always fails. */
async function delays(retry: object[], random?: () => number): Promise<number[]> {
  const integrations = integrate({ invoke: () => throwing('Flaky') });
  const { events } = await run(machine({ Only: task({ Retry: retry }) }), { integrations, ...(random && { random }) });
  const scheduled = events.filter(({ type }) => type === 'TaskScheduled').map(({ timestamp }) => timestamp);
  return scheduled.slice(1).map((timestamp, index) => Math.round((timestamp - scheduled[index]!) * 1000) / 1000);
}

describe('Retry', () => {
  it('has the defaults that AWS has', async () => {
    expect(await delays([{ ErrorEquals: ['Flaky'] }])).toEqual([1, 2, 4]);
  });

  it('grows by its rate up to its longest delay', async () => {
    const retry = { ErrorEquals: ['Flaky'], IntervalSeconds: 2, BackoffRate: 3, MaxAttempts: 4, MaxDelaySeconds: 20 };

    expect(await delays([retry])).toEqual([2, 6, 18, 20]);
  });

  it('draws its delay between nothing and all of it under full jitter', async () => {
    const retry = { ErrorEquals: ['Flaky'], IntervalSeconds: 4, JitterStrategy: 'FULL', MaxAttempts: 2 };

    expect(await delays([retry], () => 0.25)).toEqual([1, 2]);
    expect(await delays([{ ...retry, JitterStrategy: 'NONE' }], () => 0.25)).toEqual([4, 8]);
  });

  it('takes the first retrier that matches, and none with no attempts', async () => {
    const retry = [{ ErrorEquals: ['Flaky'], MaxAttempts: 0 }, { ErrorEquals: ['States.ALL'] }];

    expect(await delays(retry)).toEqual([]);
    expect(await delays([{ ErrorEquals: ['Other'] }])).toEqual([]);
  });

  it('counts each retrier by itself', async () => {
    let calls = 0;
    const names = ['A', 'B', 'A', 'B', 'A'];
    const integrations = integrate({ invoke: () => throwing(names[calls++] ?? 'C') });
    const retry = [
      { ErrorEquals: ['A'], MaxAttempts: 2 },
      { ErrorEquals: ['B'], MaxAttempts: 2 },
    ];

    const { result } = await run(machine({ Only: task({ Retry: retry }) }), { integrations });

    expect(result).toMatchObject({ error: 'A' });
    expect(calls).toBe(5);
  });

  it('never waits longer than its longest delay, nor less than nothing', async () => {
    const retrier = fc.record({
      IntervalSeconds: fc.integer({ min: 1, max: 60 }),
      BackoffRate: fc.double({ min: 1, max: 5, noNaN: true }),
      MaxDelaySeconds: fc.integer({ min: 1, max: 100 }),
      JitterStrategy: fc.constantFrom('FULL', 'NONE'),
    });
    await fc.assert(
      fc.asyncProperty(retrier, fc.double({ min: 0, max: 0.999, noNaN: true }), async (fields, drawn) => {
        const waited = await delays([{ ErrorEquals: ['Flaky'], ...fields }], () => drawn);

        expect(waited).toHaveLength(3);
        expect(waited.every((delay) => delay >= 0 && delay <= fields.MaxDelaySeconds)).toBe(true);
      }),
      { numRuns: 25 },
    );
  });
});

describe('Catch', () => {
  it('gives the error to its Output, with the state’s own input', async () => {
    const definition = machine({
      Only: task({
        Catch: [
          { ErrorEquals: ['Other'], Next: 'After' },
          {
            ErrorEquals: ['States.ALL'],
            Output: { error: '{% $states.errorOutput.Error %}', from: '{% $states.input.a %}' },
            Next: 'After',
          },
        ],
      }),
      After: { Type: 'Succeed' },
    });

    const { result, events } = await run(definition, {
      input: { a: 1 },
      integrations: integrate({ invoke: () => throwing('TypeError') }),
    });

    expect(result).toMatchObject({ output: { error: 'TypeError', from: 1 } });
    expect(events.map(({ type }) => type)).toContain('TaskStateExited');
  });

  it('that fails to evaluate fails the state', async () => {
    const definition = machine({
      Only: task({ Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $states.result %}', Next: 'After' }] }),
      After: { Type: 'Succeed' },
    });

    const { result } = await run(definition, { integrations: integrate({ invoke: () => throwing('TypeError') }) });

    expect(result).toMatchObject({ error: 'States.QueryEvaluationError' });
    expect((result as { cause: string }).cause).toContain("'Catch[0]/Output'");
  });

  it('answers an Output that gives nothing', async () => {
    const definition = machine({
      Only: task({
        Output: '{% $states.result.absent %}',
        Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'After' }],
      }),
      After: pass('{% $states.input.Error %}'),
    });

    const { result } = await run(definition);

    expect(result).toMatchObject({ output: 'States.QueryEvaluationError' });
  });
});

describe('an error name', () => {
  it.each([
    [['States.ALL'], 'Anything', true],
    [['States.ALL'], 'States.Timeout', true],
    [['States.ALL'], 'States.DataLimitExceeded', false],
    [['States.ALL'], 'States.Runtime', false],
    [['States.DataLimitExceeded'], 'States.DataLimitExceeded', true],
    [['States.Runtime'], 'States.Runtime', false],
    [['States.TaskFailed'], 'Anything', true],
    [['States.TaskFailed'], 'States.Timeout', false],
    [['A', 'B'], 'B', true],
    [['A', 'B'], 'C', false],
  ])('of %j against %s', (names, error, matches) => {
    expect(matchesError(names, new StatesError(error))).toBe(matches);
  });
});
