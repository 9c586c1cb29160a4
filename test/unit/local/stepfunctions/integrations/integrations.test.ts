import { describe, expect, it } from 'vitest';
import type { Integrations } from '../../../../../local/stepfunctions/index.ts';
import type { Json, JsonObject } from '../../../../../local/stepfunctions/interpreter/json.ts';
import { detailsOf, integrate, machine, run } from '../machines.ts';

/** What a Task with this resource ends with. */
async function call(resource: string, given: Json, integrations: Partial<Integrations>) {
  const state = { Type: 'Task', Resource: resource, Arguments: given, End: true };
  const { result, events } = await run(machine({ Only: state }), { integrations: integrate(integrations) });
  return { result: result as JsonObject & typeof result, events };
}

function serviceError(name: string, facts: object = {}): Error {
  return Object.assign(new Error(`${name} happened`), { name, ...facts });
}

function rejectWith(error: unknown): () => Promise<never> {
  return () => Promise.reject(error);
}

const invoke = 'arn:aws:states:::lambda:invoke';
const updateItem = 'arn:aws:states:::dynamodb:updateItem';
const putEvents = 'arn:aws:states:::events:putEvents';

describe('lambda:invoke', () => {
  it('answers as AWS does', async () => {
    const { result } = await call(
      invoke,
      { FunctionName: 'f', Payload: 1 },
      { invokeFunction: async () => ({ payload: { a: 1 } }) },
    );

    expect(result.output).toEqual({
      ExecutedVersion: '$LATEST',
      Payload: { a: 1 },
      SdkHttpMetadata: {
        AllHttpHeaders: expect.objectContaining({ 'Content-Length': ['7'], 'Content-Type': ['application/json'] }),
        HttpHeaders: expect.objectContaining({ 'X-Amz-Executed-Version': '$LATEST' }),
        HttpStatusCode: 200,
      },
      SdkResponseMetadata: { RequestId: expect.any(String) },
      StatusCode: 200,
    });
  });

  it('sends an empty object where there is no payload', async () => {
    const { result } = await call(
      invoke,
      { FunctionName: 'f' },
      { invokeFunction: async (_name, payload) => ({ payload }) },
    );

    expect((result.output as JsonObject).Payload).toEqual({});
  });

  it.each([
    ['ServiceException', 'Lambda.ServiceException'],
    ['TooManyRequestsException', 'Lambda.TooManyRequestsException'],
    ['ResourceNotFoundException', 'Lambda.ResourceNotFoundException'],
    ['ECONNREFUSED', 'Lambda.SdkClientException'],
  ])('names the service error %s as AWS does', async (name, expected) => {
    const { result } = await call(invoke, { FunctionName: 'f' }, { invokeFunction: rejectWith(serviceError(name)) });

    expect(result.error).toBe(expected);
    expect(result.cause).toBe(
      `${name} happened (Service: AWSLambda; Status Code: 400; Error Code: ${name}; Request ID: none; Proxy: null)`,
    );
  });

  it('names a service error that the model does not know', async () => {
    const error = serviceError('OddException', {
      $fault: 'server',
      $metadata: { httpStatusCode: 502, requestId: 'r-1' },
    });

    const { result } = await call(invoke, { FunctionName: 'f' }, { invokeFunction: rejectWith(error) });

    expect(result.error).toBe('Lambda.AWSLambdaException');
    expect(result.cause).toContain('Status Code: 502; Error Code: OddException; Request ID: r-1');
  });

  it.each([
    [{ errorType: 'Sandbox.Timedout', errorMessage: 'timed out' }, 'Sandbox.Timedout'],
    [{ errorType: 'Runtime.ExitError', errorMessage: 'exited' }, 'Runtime.ExitError'],
    [{ errorMessage: 'Task timed out after 3.00 seconds' }, 'Lambda.Unknown'],
    ['text', 'Lambda.Unknown'],
  ])('names the function error %j by its type', async (payload, expected) => {
    const answer = { functionError: 'Unhandled', payload };

    const { result } = await call(invoke, { FunctionName: 'f' }, { invokeFunction: async () => answer });

    expect(result.error).toBe(expected);
    expect(result.cause).toContain(JSON.stringify(payload));
  });

  it.each([[{}], [{ FunctionName: 5 }], ['f']])('cannot call %j', async (given) => {
    const { result } = await call(invoke, given, {});

    expect(result.error).toBe('States.Runtime');
  });
});

describe('dynamodb', () => {
  it('is asked by the operation of the API and answers with what the optimized integration adds', async () => {
    const asked: Json[] = [];
    const callDynamoDb: Integrations['callDynamoDb'] = async (operation, input) => {
      asked.push(operation, input);
      return { Attributes: { n: { N: '1' } } };
    };

    const { result, events } = await call(updateItem, { TableName: 't' }, { callDynamoDb });

    expect(asked).toEqual(['UpdateItem', { TableName: 't' }]);
    expect(result.output).toMatchObject({ Attributes: { n: { N: '1' } }, SdkHttpMetadata: { HttpStatusCode: 200 } });
    expect(detailsOf(events, 'TaskScheduled')).toMatchObject({ resource: 'updateItem', resourceType: 'dynamodb' });
  });

  it.each([
    [
      'ConditionalCheckFailedException',
      'DynamoDB.ConditionalCheckFailedException',
      'DynamoDb.ConditionalCheckFailedException',
    ],
    ['ValidationException', 'DynamoDB.AmazonDynamoDBException', 'DynamoDb.DynamoDbException'],
  ])('names %s for both integrations', async (name, optimized, sdk) => {
    const broken = { callDynamoDb: rejectWith(serviceError(name)) };

    const [first, second] = await Promise.all([
      call(updateItem, {}, broken),
      call('arn:aws:states:::aws-sdk:dynamodb:query', {}, broken),
    ]);

    expect([first.result.error, second.result.error]).toEqual([optimized, sdk]);
  });

  it('is asked for anything by the SDK integration, whose answer stays as it is', async () => {
    const { result, events } = await call(
      'arn:aws:states:::aws-sdk:dynamodb:transactWriteItems',
      {},
      { callDynamoDb: async () => ({ a: 1 }) },
    );

    expect(result.output).toEqual({ a: 1 });
    expect(detailsOf(events, 'TaskSucceeded')).toMatchObject({
      resource: 'transactWriteItems',
      resourceType: 'aws-sdk:dynamodb',
    });
  });
});

describe('events:putEvents', () => {
  it('sends details as text and says which execution they come from', async () => {
    const sent: Json[] = [];
    const entries: Json[] = [
      { Source: 's', Detail: { a: 1 }, Resources: ['r'] },
      { Source: 's', Detail: '{"b":2}' },
      { Source: 's' },
    ];

    const { result, events } = await call(
      putEvents,
      { Entries: entries },
      {
        putEvents: async (input) => {
          sent.push(...input.Entries);
          return { FailedEntryCount: 0, Entries: [{ EventId: 'e' }] };
        },
      },
    );

    const origin = [
      'arn:aws:states:us-east-1:123456789012:stateMachine:machine',
      'arn:aws:states:us-east-1:123456789012:execution:machine:run',
    ];
    expect(sent).toEqual([
      { Source: 's', Detail: '{"a":1}', Resources: ['r', ...origin] },
      { Source: 's', Detail: '{"b":2}', Resources: origin },
      { Source: 's', Detail: '{}', Resources: origin },
    ]);
    expect(result.output).toEqual({ FailedEntryCount: 0, Entries: [{ EventId: 'e' }] });
    expect(JSON.parse(detailsOf(events, 'TaskScheduled').parameters as string).Entries[0].Detail).toEqual({ a: 1 });
  });

  it('fails when one entry failed, with the answer as the cause', async () => {
    const answer = { Entries: [{ ErrorCode: 'MalformedDetail' }], FailedEntryCount: 1 };

    const { result } = await call(putEvents, { Entries: [{}] }, { putEvents: async () => answer });

    expect(result).toMatchObject({ error: 'EventBridge.FailedEntry', cause: JSON.stringify(answer) });
  });

  it.each([
    ['InternalException', 'EventBridge.InternalException'],
    ['OddException', 'EventBridge.AmazonEventBridgeException'],
  ])('names %s', async (name, expected) => {
    const { result } = await call(putEvents, 'nothing', { putEvents: rejectWith(serviceError(name)) });

    expect(result.error).toBe(expected);
  });
});

describe('states:startExecution', () => {
  const resource = 'arn:aws:states:::states:startExecution';
  const given = { StateMachineArn: 'arn:machine', Name: 'n-1', Input: { a: 1 } };

  it('starts an execution, its input as text, and answers as AWS does', async () => {
    const starts: unknown[] = [];
    const startExecution: Integrations['startExecution'] = async (start) => {
      starts.push(start);
      return { executionArn: 'arn:execution', startDate: 1767603600.5 };
    };

    const { result } = await call(resource, given, { startExecution });
    await call(resource, { StateMachineArn: 'arn:machine', Input: '{"b":2}' }, { startExecution });

    expect(starts).toEqual([
      { stateMachineArn: 'arn:machine', name: 'n-1', input: '{"a":1}' },
      { stateMachineArn: 'arn:machine', input: '{"b":2}' },
    ]);
    expect(result.output).toMatchObject({
      ExecutionArn: 'arn:execution',
      StartDate: 1767603600500,
      SdkHttpMetadata: { HttpStatusCode: 200 },
    });
  });

  it.each([
    ['ExecutionAlreadyExists', 'StepFunctions.ExecutionAlreadyExistsException'],
    ['StateMachineDoesNotExist', 'StepFunctions.StateMachineDoesNotExistException'],
    ['OddException', 'StepFunctions.AWSStepFunctionsException'],
  ])('names the service error %s as AWS does', async (name, expected) => {
    const { result } = await call(resource, given, { startExecution: rejectWith(serviceError(name)) });

    expect(result.error).toBe(expected);
    expect(result.cause).toContain(`Service: AWSStepFunctions; Status Code: 400; Error Code: ${name};`);
  });

  it.each<Json>([{}, 'text', { StateMachineArn: 7 }])('needs a state machine: %j', async (missing) => {
    const { result } = await call(resource, missing, {});

    expect(result.error).toBe('States.Runtime');
  });
});
