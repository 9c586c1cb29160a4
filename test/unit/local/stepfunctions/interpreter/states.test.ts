import { describe, expect, it } from 'vitest';
import { chain, detailsOf, integrate, machine, pass, run, task, throwing } from '../machines.ts';

describe('a Pass', () => {
  it('hands its input on, or its Output', async () => {
    const plain = await run(machine({ Only: { Type: 'Pass', End: true } }), { input: { a: 1 } });
    const shaped = await run(machine({ Only: pass({ b: ['{% $states.input.a %}', ' {% no %}', 2, null] }) }), {
      input: { a: 1 },
    });

    expect(plain.result).toMatchObject({ status: 'SUCCEEDED', output: { a: 1 } });
    expect(shaped.result).toMatchObject({ output: { b: [1, ' {% no %}', 2, null] } });
  });

  it('writes the events that AWS writes', async () => {
    const { events } = await run(machine({ Only: { Type: 'Pass', End: true } }), { input: { a: 1 } });

    expect(chain(events)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 PassStateEntered',
      '3<2 PassStateExited',
      '4<3 ExecutionSucceeded',
    ]);
    expect(detailsOf(events, 'ExecutionStarted')).toEqual({
      input: '{"a":1}',
      inputDetails: { truncated: false },
      roleArn: 'arn:aws:iam::123456789012:role/machine',
    });
    expect(detailsOf(events, 'PassStateExited')).toEqual({
      name: 'Only',
      output: '{"a":1}',
      outputDetails: { truncated: false },
    });
  });
});

describe('a Choice', () => {
  const choice = {
    Type: 'Choice',
    Choices: [
      { Condition: '{% $states.input.n > 10 %}', Next: 'Large', Assign: { size: 'large' }, Output: { big: true } },
      { Condition: '{% $states.input.n > 5 %}', Next: 'Medium' },
    ],
    Default: 'Small',
    Output: { big: false },
  };
  const ends = { Large: pass('{% $states.input %}'), Medium: { Type: 'Succeed' }, Small: pass('{% $states.input %}') };

  it.each([
    [11, 'Large', { big: true }],
    [6, 'Medium', { n: 6 }],
    [1, 'Small', { big: false }],
  ])('of %i goes to %s', async (n, next, output) => {
    const { result, events } = await run(machine({ Choose: choice, ...ends }), { input: { n } });

    expect(result).toMatchObject({ output });
    expect(
      events.some(({ stateEnteredEventDetails }) => (stateEnteredEventDetails as { name: string })?.name === next),
    ).toBe(true);
  });

  it('that no rule answers fails by its name', async () => {
    const { Default: _, ...noDefault } = choice;

    const { result } = await run(machine({ Choose: noDefault, Large: ends.Large, Medium: ends.Medium }), {
      input: { n: 1 },
    });

    expect(result).toMatchObject({ status: 'FAILED', error: 'States.NoChoiceMatched' });
  });

  it('whose condition is no boolean fails to evaluate', async () => {
    const definition = machine({
      Choose: { Type: 'Choice', Choices: [{ Condition: "{% 'yes' %}", Next: 'End' }] },
      End: { Type: 'Succeed' },
    });

    const { result, events } = await run(definition);

    expect(result).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
    expect(detailsOf(events, 'EvaluationFailed')).toMatchObject({ location: 'Choices[0]/Condition', state: 'Choose' });
  });
});

describe('a Wait', () => {
  it.each([
    [{ Seconds: 90 }, 90],
    [{ Seconds: '{% $states.input.seconds %}' }, 7],
    [{ Timestamp: '{% $states.input.until %}' }, 3600],
    [{ Timestamp: '2020-01-01T00:00:00Z' }, 0],
  ])('%j ends when it should', async (fields, seconds) => {
    const input = { seconds: 7, until: '2026-01-05T10:00:00.000Z' };

    const { result, events } = await run(machine({ Only: { Type: 'Wait', ...fields, End: true } }), { input });

    expect(result.status).toBe('SUCCEEDED');
    expect(events.at(-1)!.timestamp - events[0]!.timestamp).toBe(seconds);
  });

  it.each([
    ['Seconds', '{% -1 %}'],
    ['Seconds', "{% 'soon' %}"],
    ['Timestamp', "{% 'soon' %}"],
    ['Timestamp', '{% 5 %}'],
  ])('whose %s is %s fails to evaluate', async (field, value) => {
    const { result } = await run(machine({ Only: { Type: 'Wait', [field]: value, End: true } }));

    expect(result).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });
});

describe('a Fail', () => {
  it.each([
    [
      { Error: 'Mine', Cause: "{% 'because of ' & $states.input.what %}" },
      { error: 'Mine', cause: 'because of rain' },
    ],
    [{ Cause: 'because' }, { cause: 'because' }],
    [{}, {}],
  ])('%j fails the execution so', async (fields, failure) => {
    const { result, events } = await run(machine({ Only: { Type: 'Fail', ...fields } }), { input: { what: 'rain' } });

    const { progress: _, ...ending } = result;
    expect(ending).toEqual({ status: 'FAILED', ...failure });
    expect(chain(events)).toEqual(['1<0 ExecutionStarted', '2<0 FailStateEntered', '3<2 ExecutionFailed']);
    expect(detailsOf(events, 'ExecutionFailed')).toEqual(failure);
  });
});

describe('a Task', () => {
  it('writes the events that AWS writes', async () => {
    const { events } = await run(machine({ Only: task({ TimeoutSeconds: 5, Assign: { x: 1, y: 'a' } }) }), {
      input: { a: 1 },
    });

    expect(chain(events)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 TaskStateEntered',
      '3<2 TaskScheduled',
      '4<3 TaskStarted',
      '5<4 TaskSucceeded',
      '6<5 TaskStateExited',
      '7<6 ExecutionSucceeded',
    ]);
    expect(detailsOf(events, 'TaskScheduled')).toEqual({
      parameters: '{"FunctionName":"f","Payload":{"a":1}}',
      region: 'us-east-1',
      resource: 'invoke',
      resourceType: 'lambda',
      timeoutInSeconds: 5,
    });
    expect(detailsOf(events, 'TaskStateExited')).toMatchObject({
      assignedVariables: { x: '1', y: '"a"' },
      assignedVariablesDetails: { truncated: false },
    });
  });

  it('is timed out by an expression of seconds, and its call is told', async () => {
    let told: AbortSignal | undefined;
    const integrations = integrate({
      invoke: (_name, _payload, signal) => {
        told = signal;
        return new Promise(() => undefined);
      },
    });

    const { result, events } = await run(machine({ Only: task({ TimeoutSeconds: '{% $states.input.limit %}' }) }), {
      input: { limit: 9 },
      integrations,
    });

    const { progress: _, ...ending } = result;
    expect(ending).toEqual({ status: 'FAILED', error: 'States.Timeout' });
    expect(chain(events).slice(-2)).toEqual(['5<4 TaskTimedOut', '6<5 ExecutionFailed']);
    expect(detailsOf(events, 'TaskTimedOut')).toEqual({
      error: 'States.Timeout',
      resource: 'invoke',
      resourceType: 'lambda',
    });
    expect(events.at(-1)!.timestamp - events[0]!.timestamp).toBe(9);
    expect(told?.aborted).toBe(true);
  });

  it('fails with what the function threw', async () => {
    const { result, events } = await run(machine({ Only: task() }), {
      integrations: integrate({ invoke: () => throwing('TypeError') }),
    });

    expect(result).toMatchObject({
      error: 'TypeError',
      cause: '{"errorType":"TypeError","errorMessage":"scripted","trace":[]}',
    });
    expect(chain(events).slice(-2)).toEqual(['5<4 TaskFailed', '6<5 ExecutionFailed']);
  });

  it('hands its whole input on where it has no Arguments', async () => {
    const { result } = await run(machine({ Only: task({ Arguments: undefined }) }), {
      input: { FunctionName: 'g', Payload: 3 },
      integrations: integrate({ invoke: (name, payload) => ({ payload: [name, payload] }) }),
    });

    expect(result).toMatchObject({ output: ['g', 3] });
  });

  it('fails where its Arguments give nothing, before anything is called', async () => {
    const broken = task({ Arguments: { FunctionName: 'f', Payload: { a: ['{% $states.input.absent %}'] } } });

    const { result, events } = await run(machine({ Only: broken }));

    const cause =
      "The JSONata expression '$states.input.absent' specified for the field 'Arguments/Payload/a[0]' returned nothing (undefined).";
    expect(detailsOf(events, 'EvaluationFailed')).toEqual({
      error: 'States.QueryEvaluationError',
      location: 'Arguments/Payload/a[0]',
      state: 'Only',
      cause,
    });
    expect(result).toMatchObject({
      error: 'States.QueryEvaluationError',
      cause: `An error occurred while executing the state 'Only' (entered at the event id #2). ${cause}`,
    });
  });
});

describe('the context object', () => {
  it('tells of the execution, the machine and the state', async () => {
    const definition = machine({
      Wait: { Type: 'Wait', Seconds: 5, Next: 'Only' },
      Only: pass('{% $states.context %}'),
    });

    const { result } = await run(definition, { input: { a: 1 }, name: 'mine' });

    expect(result).toMatchObject({
      output: {
        Execution: {
          Id: 'arn:aws:states:us-east-1:123456789012:execution:machine:mine',
          Input: { a: 1 },
          Name: 'mine',
          RoleArn: 'arn:aws:iam::123456789012:role/machine',
          StartTime: '2026-01-05T09:00:00.000Z',
          RedriveCount: 0,
        },
        StateMachine: { Id: 'arn:aws:states:us-east-1:123456789012:stateMachine:machine', Name: 'machine' },
        State: { Name: 'Only', EnteredTime: '2026-01-05T09:00:05.000Z' },
      },
    });
  });
});
