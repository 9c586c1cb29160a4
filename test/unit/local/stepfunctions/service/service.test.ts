import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  RedriveExecutionCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  createVirtualClock,
  type FunctionAnswer,
  type StatusChange,
  type StepFunctions,
  type StepFunctionsOptions,
  startStepFunctions,
} from '../../../../../local/stepfunctions/index.ts';
import { integrate, machine, pass, stillClock, task, throwing } from '../machines.ts';

const roleArn = 'arn:aws:iam::123456789012:role/machine';
const opened: StepFunctions[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((service) => service.close()));
});

interface Laptop {
  readonly client: SFNClient;
  readonly stepFunctions: StepFunctions;
  readonly changes: StatusChange[];
  readonly create: (definition: object, name?: string) => Promise<string>;
  /** Starts an execution and waits for its end. */
  readonly finish: (stateMachineArn: string, facts?: { name?: string; input?: string }) => Promise<string>;
}

async function open(options: Partial<StepFunctionsOptions> = {}): Promise<Laptop> {
  const changes: StatusChange[] = [];
  const stepFunctions = await startStepFunctions({
    region: 'us-east-1',
    accountId: '123456789012',
    integrations: integrate({}),
    clock: createVirtualClock(),
    onStatusChange: (change) => changes.push(change),
    ...options,
  });
  opened.push(stepFunctions);
  const client = new SFNClient({
    endpoint: `http://127.0.0.1:${stepFunctions.port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    maxAttempts: 1,
  });
  return {
    client,
    stepFunctions,
    changes,
    create: async (definition, name = 'machine') => {
      const command = new CreateStateMachineCommand({ name, definition: JSON.stringify(definition), roleArn });
      return (await client.send(command)).stateMachineArn!;
    },
    finish: async (stateMachineArn, facts = {}) => {
      const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn, ...facts }));
      await stepFunctions.service.settled(executionArn!);
      return executionArn!;
    },
  };
}

/** Functions that answer when the test says so. */
function holdFunctions(): { invoke: () => Promise<FunctionAnswer>; answer: (answer: FunctionAnswer) => void } {
  const waiting: ((answer: FunctionAnswer) => void)[] = [];
  return {
    invoke: () => new Promise((resolve) => waiting.push(resolve)),
    answer: (answer) => waiting.shift()?.(answer),
  };
}

function failingNow(): number {
  throw new Error('no clock');
}

const simple = machine({ Only: pass('{% $states.input %}') });
const held = machine({ Only: task() });

describe('state machines', () => {
  it('are created, described and listed', async () => {
    const { client, create } = await open();
    const arns = [await create(simple, 'a'), await create(held, 'b'), await create(simple, 'c')];

    const described = await client.send(new DescribeStateMachineCommand({ stateMachineArn: arns[0]! }));
    const first = await client.send(new ListStateMachinesCommand({ maxResults: 2 }));
    const second = await client.send(new ListStateMachinesCommand({ maxResults: 2, nextToken: first.nextToken! }));

    expect(arns[0]).toBe('arn:aws:states:us-east-1:123456789012:stateMachine:a');
    expect(described).toMatchObject({
      ...{ name: 'a', definition: JSON.stringify(simple), roleArn, status: 'ACTIVE', type: 'STANDARD' },
      creationDate: new Date(Date.UTC(2026, 0, 5, 9)),
    });
    expect(first.stateMachines?.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(second.stateMachines?.map(({ name }) => name)).toEqual(['c']);
    expect(second.nextToken).toBeUndefined();
  });

  it('may be created again as they are, but not otherwise', async () => {
    const { create } = await open();
    const arn = await create(simple);

    await expect(create(simple)).resolves.toBe(arn);
    await expect(create(held)).rejects.toMatchObject({ name: 'StateMachineAlreadyExists' });
  });

  it.each<[object, string]>([
    [{ StartAt: 'A', States: {} }, 'InvalidDefinition'],
    [machine({ A: { Type: 'Pass', Next: 'B' } }), 'InvalidDefinition'],
  ])('of %j are refused', async (definition, name) => {
    const { create } = await open();

    await expect(create(definition)).rejects.toMatchObject({ name });
  });

  it.each(['has space', 'a/b', 'x'.repeat(81), 'tab\u0007'])('are not named %j', async (name) => {
    const { create } = await open();

    await expect(create(simple, name)).rejects.toMatchObject({ name: 'InvalidName' });
  });
});

describe('an execution', () => {
  it('is started, described and listed, and tells when it starts and ends', async () => {
    const { client, create, finish, changes } = await open();
    const stateMachineArn = await create(machine({ Only: { Type: 'Wait', Seconds: 3, End: true } }));

    const executionArn = await finish(stateMachineArn, { name: 'one', input: '{ "a": 1 }' });
    const described = await client.send(new DescribeExecutionCommand({ executionArn }));

    expect(described).toMatchObject({
      ...{ executionArn, stateMachineArn, name: 'one', status: 'SUCCEEDED' },
      startDate: new Date(Date.UTC(2026, 0, 5, 9)),
      stopDate: new Date(Date.UTC(2026, 0, 5, 9, 0, 3)),
      ...{
        input: '{ "a": 1 }',
        inputDetails: { included: true },
        output: '{"a":1}',
        outputDetails: { included: true },
      },
      ...{ redriveCount: 0, redriveStatus: 'NOT_REDRIVABLE' },
    });
    const start = Date.UTC(2026, 0, 5, 9);
    const common = {
      executionArn,
      stateMachineArn,
      name: 'one',
      startDate: start,
      input: '{ "a": 1 }',
      error: null,
      cause: null,
    };
    expect(changes).toMatchObject([
      { ...common, status: 'RUNNING', stopDate: null, output: null, outputDetails: null, redriveCount: 0 },
      { ...common, status: 'SUCCEEDED', stopDate: start + 3000, output: '{"a":1}', outputDetails: { included: true } },
    ]);
  });

  it('is the same one for the same name and input while it runs, and taken afterwards', async () => {
    const functions = holdFunctions();
    const { client, create, stepFunctions } = await open({ integrations: integrate(functions), clock: stillClock() });
    const stateMachineArn = await create(held);
    const start = (input: string) => client.send(new StartExecutionCommand({ stateMachineArn, name: 'one', input }));

    const first = await start('{"a":1}');
    const second = await start('{"a":1}');
    const other = start('{"a":2}');
    await expect(other).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    functions.answer({ payload: 1 });
    await stepFunctions.service.settled(first.executionArn!);

    expect(second).toMatchObject({ executionArn: first.executionArn, startDate: first.startDate });
    await expect(start('{"a":1}')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
  });

  it('gives its name free 90 days after its end', async () => {
    const clock = stillClock();
    const { create, finish } = await open({ clock });
    const stateMachineArn = await create(simple);
    const first = await finish(stateMachineArn, { name: 'one' });

    clock.advance(91 * 24 * 60 * 60 * 1000);

    await expect(finish(stateMachineArn, { name: 'one' })).resolves.toBe(first);
  });

  it.each<[object, string]>([
    [{ name: 'has space' }, 'InvalidName'],
    [{ input: 'not json' }, 'InvalidExecutionInput'],
    [{ input: '' }, 'InvalidExecutionInput'],
    [{ input: JSON.stringify('x'.repeat(256 * 1024)) }, 'ValidationException'],
    [{ stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:none' }, 'StateMachineDoesNotExist'],
    [{ stateMachineArn: 'machine' }, 'InvalidArn'],
  ])('is not started with %o', async (facts, name) => {
    const { client, create } = await open();
    const stateMachineArn = await create(simple);

    const starting = client.send(new StartExecutionCommand({ stateMachineArn, ...facts }));

    await expect(starting).rejects.toMatchObject({ name });
  });

  it('is listed by machine and status, the newest first', async () => {
    const { client, create, finish } = await open();
    const stateMachineArn = await create(simple);
    const failing = await create(machine({ Only: { Type: 'Fail', Error: 'Mine' } }), 'failing');
    for (const name of ['one', 'two', 'three']) await finish(stateMachineArn, { name });
    await finish(failing, { name: 'four' });

    const page = await client.send(new ListExecutionsCommand({ stateMachineArn, maxResults: 2 }));
    await finish(stateMachineArn, { name: 'five' });
    const next = await client.send(
      new ListExecutionsCommand({ stateMachineArn, maxResults: 2, nextToken: page.nextToken! }),
    );
    const failed = await client.send(new ListExecutionsCommand({ stateMachineArn: failing, statusFilter: 'FAILED' }));
    const succeeded = await client.send(
      new ListExecutionsCommand({ stateMachineArn: failing, statusFilter: 'SUCCEEDED' }),
    );

    expect(page.executions?.map(({ name }) => name)).toEqual(['three', 'two']);
    expect(next.executions?.map(({ name }) => name)).toEqual(['one']);
    expect(failed.executions?.map(({ name, status }) => [name, status])).toEqual([['four', 'FAILED']]);
    expect(succeeded.executions).toEqual([]);
  });

  it('is stopped with an error and a cause', async () => {
    const { client, create, changes } = await open({ integrations: integrate(holdFunctions()), clock: stillClock() });
    const stateMachineArn = await create(held);
    const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn, name: 'one' }));

    const stopped = await client.send(new StopExecutionCommand({ executionArn, error: 'Mine', cause: 'enough' }));
    const again = await client.send(new StopExecutionCommand({ executionArn }));
    const described = await client.send(new DescribeExecutionCommand({ executionArn }));

    expect(described).toMatchObject({ status: 'ABORTED', error: 'Mine', cause: 'enough', redriveStatus: 'REDRIVABLE' });
    expect(again.stopDate).toEqual(stopped.stopDate);
    expect(changes.map(({ status }) => status)).toEqual(['RUNNING', 'ABORTED']);
  });

  it('is redriven, once for each client token, and not when it succeeded', async () => {
    let isBroken = true;
    const invoke = () => (isBroken ? throwing('Broken') : { payload: 'mended' });
    const { client, create, finish, stepFunctions, changes } = await open({ integrations: integrate({ invoke }) });
    const executionArn = await finish(await create(held), { name: 'one' });
    const failed = await client.send(new DescribeExecutionCommand({ executionArn }));
    isBroken = false;

    const first = await client.send(new RedriveExecutionCommand({ executionArn, clientToken: 't' }));
    const second = await client.send(new RedriveExecutionCommand({ executionArn, clientToken: 't' }));
    await stepFunctions.service.settled(executionArn);
    const described = await client.send(new DescribeExecutionCommand({ executionArn }));

    expect(failed).toMatchObject({ status: 'FAILED', error: 'Broken', redriveStatus: 'REDRIVABLE' });
    expect(second.redriveDate).toEqual(first.redriveDate);
    expect(described).toMatchObject({
      status: 'SUCCEEDED',
      output: '"mended"',
      redriveCount: 1,
      redriveDate: first.redriveDate,
    });
    expect(described.error).toBeUndefined();
    expect(changes.map(({ status, redriveCount }) => [status, redriveCount])).toEqual([
      ['RUNNING', 0],
      ['FAILED', 0],
      ['RUNNING', 1],
      ['SUCCEEDED', 1],
    ]);
    await expect(client.send(new RedriveExecutionCommand({ executionArn }))).rejects.toMatchObject({
      name: 'ExecutionNotRedrivable',
    });
  });

  it('is not redriven while it runs, nor after 14 days', async () => {
    const clock = stillClock();
    const functions = holdFunctions();
    const { client, create, stepFunctions } = await open({ integrations: integrate(functions), clock });
    const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn: await create(held) }));
    const redrive = () => client.send(new RedriveExecutionCommand({ executionArn: executionArn! }));

    await expect(redrive()).rejects.toMatchObject({
      name: 'ExecutionNotRedrivable',
      message: expect.stringContaining('RUNNING'),
    });
    functions.answer(throwing('Broken'));
    await stepFunctions.service.settled(executionArn!);
    clock.advance(15 * 24 * 60 * 60 * 1000);
    await expect(redrive()).rejects.toMatchObject({
      name: 'ExecutionNotRedrivable',
      message: expect.stringContaining('14 days'),
    });
  });

  it('that is not there is not described', async () => {
    const { client } = await open();
    const executionArn = 'arn:aws:states:us-east-1:123456789012:execution:machine:none';

    await expect(client.send(new DescribeExecutionCommand({ executionArn }))).rejects.toMatchObject({
      name: 'ExecutionDoesNotExist',
    });
    await expect(client.send(new DescribeExecutionCommand({ executionArn: 'x' }))).rejects.toMatchObject({
      name: 'InvalidArn',
    });
  });
});

describe('a history', () => {
  const twelve = machine({
    Each: {
      Type: 'Map',
      ItemProcessor: { StartAt: 'Item', States: { Item: task() } },
      Output: '{% $states.result %}',
      End: true,
    },
  });

  async function readAll(
    laptop: Laptop,
    facts: { executionArn: string; maxResults: number; reverseOrder?: boolean },
  ): Promise<HistoryEvent[]> {
    const events: HistoryEvent[] = [];
    let nextToken: string | undefined;
    do {
      const page = await laptop.client.send(new GetExecutionHistoryCommand({ ...facts, nextToken }));
      events.push(...(page.events ?? []));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    return events;
  }

  it('is read in pages, from either end', async () => {
    const laptop = await open();
    const executionArn = await laptop.finish(await laptop.create(twelve), { input: '[1,2,3]' });

    const forwards = await readAll(laptop, { executionArn, maxResults: 7 });
    const backwards = await readAll(laptop, { executionArn, maxResults: 10, reverseOrder: true });

    expect(forwards.map(({ id }) => id)).toEqual(forwards.map((_, index) => index + 1));
    expect(backwards).toEqual(forwards.toReversed());
    expect(forwards[0]).toMatchObject({ type: 'ExecutionStarted', timestamp: new Date(Date.UTC(2026, 0, 5, 9)) });
    expect(forwards.at(-1)).toMatchObject({
      type: 'ExecutionSucceeded',
      executionSucceededEventDetails: { output: '[1,2,3]' },
    });
  });

  it('leaves out data on request, but not the parameters of a Task', async () => {
    const { client, create, finish } = await open();
    const executionArn = await finish(await create(held), { input: '{"a":1}' });

    const { events } = await client.send(new GetExecutionHistoryCommand({ executionArn, includeExecutionData: false }));

    const text = JSON.stringify(events);
    expect(text).not.toContain('"input"');
    expect(text).not.toContain('"output"');
    expect(text).not.toContain('outputDetails');
    expect(events?.[1]?.stateEnteredEventDetails).toEqual({ name: 'Only' });
    expect(events?.[2]?.taskScheduledEventDetails?.parameters).toContain('FunctionName');
  });

  it('does not take the token of another request', async () => {
    const { client, create, finish } = await open();
    const executionArn = await finish(await create(simple));
    const read = (facts: object) =>
      client.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1, ...facts }));

    const { nextToken } = await read({});

    await expect(read({ nextToken, reverseOrder: true })).rejects.toMatchObject({ name: 'InvalidToken' });
    await expect(read({ nextToken: 'x' })).rejects.toMatchObject({ name: 'InvalidToken' });
    await expect(read({ maxResults: 1001 })).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

describe('the wire', () => {
  async function post(
    port: number,
    target: string,
    body: string,
  ): Promise<{ status: number; answer: { __type?: string } }> {
    const response = await fetch(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      headers: { 'x-amz-target': target },
      body,
    });
    expect(response.headers.get('content-type')).toBe('application/x-amz-json-1.0');
    return { status: response.status, answer: (await response.json()) as { __type?: string } };
  }

  it.each([
    ['AWSStepFunctions.ListStateMachines', '', 200, undefined],
    ['AWSStepFunctions.ListStateMachines', '{', 400, 'SerializationException'],
    ['AWSStepFunctions.CreateStateMachine', '{"name":"a"}', 400, 'ValidationException'],
    ['AWSStepFunctions.DeleteStateMachine', '{}', 400, 'UnknownOperationException'],
    ['DynamoDB_20120810.ListTables', '{}', 400, 'UnknownOperationException'],
    ['AWSStepFunctions.StartExecution', `"${'x'.repeat(1024 * 1024)}"`, 413, 'RequestEntityTooLargeException'],
  ])('answers %s', async (target, body, status, type) => {
    const { stepFunctions } = await open();

    const { status: answered, answer } = await post(stepFunctions.port, target, body);

    expect([answered, answer.__type]).toEqual([status, type]);
  });

  it('answers 500 without telling why when the service itself fails', async () => {
    const noise = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { stepFunctions, create } = await open({ clock: { ...createVirtualClock(), now: failingNow } });

    await expect(create(simple)).rejects.toMatchObject({ name: 'InternalFailure' });
    expect(noise).toHaveBeenCalled();
    expect(stepFunctions.port).toBeGreaterThan(0);
    noise.mockRestore();
  });
});

describe('closing', () => {
  it('stops what runs and waits until everyone has heard of it', async () => {
    const heard: string[] = [];
    const { client, create, stepFunctions } = await open({
      integrations: integrate(holdFunctions()),
      clock: stillClock(),
      onStatusChange: async ({ status }) => {
        await new Promise((resolve) => setImmediate(resolve));
        heard.push(status);
      },
    });
    await client.send(new StartExecutionCommand({ stateMachineArn: await create(held) }));

    await stepFunctions.close();

    expect(heard).toEqual(['RUNNING', 'ABORTED']);
    await expect(client.send(new ListStateMachinesCommand({}))).rejects.toThrow();
    opened.length = 0;
  });

  it('does not mind a listener that fails', async () => {
    const noise = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { create, finish } = await open({ onStatusChange: () => Promise.reject(new Error('deaf')) });

    await finish(await create(simple));

    expect(noise).toHaveBeenCalled();
    noise.mockRestore();
  });

  it('leaves a taken port as a clear error', async () => {
    const { stepFunctions } = await open();

    await expect(open({ port: stepFunctions.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

describe('an execution that starts another', () => {
  const starter = (stateMachineArn: string) =>
    machine({
      Start: {
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution',
        Arguments: { StateMachineArn: stateMachineArn, Name: 'child', Input: { from: 'parent' } },
        Output: '{% $states.result.ExecutionArn %}',
        End: true,
      },
    });

  it('goes on at once, and the other runs on its own', async () => {
    const { client, create, finish, stepFunctions } = await open();
    const child = await create(machine({ Echo: pass('{% $states.input.from %}') }), 'child');

    const parent = await finish(await create(starter(child), 'parent'));

    const { status, output } = await client.send(new DescribeExecutionCommand({ executionArn: parent }));
    const executionArn = JSON.parse(output ?? '""');
    await stepFunctions.service.settled(executionArn);
    const started = await client.send(new DescribeExecutionCommand({ executionArn }));
    expect(status).toBe('SUCCEEDED');
    expect(started).toMatchObject({ status: 'SUCCEEDED', output: '"parent"', name: 'child' });
  });

  it('fails by the service’s own name where there is no such machine', async () => {
    const { client, create, finish } = await open();
    const missing = 'arn:aws:states:us-east-1:123456789012:stateMachine:missing';

    const parent = await finish(await create(starter(missing)));

    expect(await client.send(new DescribeExecutionCommand({ executionArn: parent }))).toMatchObject({
      status: 'FAILED',
      error: 'StepFunctions.StateMachineDoesNotExistException',
    });
  });
});
