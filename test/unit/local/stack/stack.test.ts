import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeTimeToLiveCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { HeadBucketCommand } from '@aws-sdk/client-s3';
import { DescribeExecutionCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterEach, describe, expect, it } from 'vitest';
import { createClients } from '../../../../local/stack/sdk-clients.ts';
import { readSecretsFrom, readSecretsOf, readSettings } from '../../../../local/stack/secret-values.ts';
import { type Stack, type StackLog, type StackOptions, startStack } from '../../../../local/stack.ts';
import { sampleResources, writeAssembly } from '../template/sample-assembly.ts';

const hello = `export const handler = async (event) => {
  if (event.command === 'create') return {
    apiKey: 'sio_made', usageIdentifier: 'usage-of-' + event.clientId, plan: 'team', wish: event };
  if (event.type === 'REQUEST') return {
    principalId: 'c', policyDocument: { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }, context: {} };
  if (event.httpMethod) return { statusCode: 200, body: JSON.stringify({ table: process.env.TABLE_NAME, endpoint: process.env.AWS_ENDPOINT_URL_DYNAMODB }) };
  console.log('told', JSON.stringify(event));
  if (event.asked) return { hello: event.asked };
  return null;
}`;
const ManageClientsLambda = sampleResources.Hello;
const stacks: Stack[] = [];
const clientsOf = (stack: Stack) => createClients(stack.endpoints, 'us-east-1');

afterEach(async () => {
  await Promise.all(stacks.splice(0).map((stack) => stack.close()));
});

async function start(options: Partial<StackOptions> = {}, changes: Record<string, unknown> = {}) {
  const assembly = writeAssembly({
    resources: { ...sampleResources, ManageClientsLambda, ...changes },
    assets: { hello },
  });
  const stack = await startStack({ port: 0, live: true, assembly, ...options });
  stacks.push(stack);
  return stack;
}

describe('the laptop stack', () => {
  it('serves the API over functions that know where the services are', async () => {
    const stack = await start();

    const answer = await fetch(`${stack.url}/company/acme.example`, { headers: { 'x-api-key': 'any' } });

    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ table: stack.template.tables[0]?.name, endpoint: stack.endpoints.dynamodb });
  });

  it('creates tables, buckets and machines from the template', async () => {
    const stack = await start();
    const clients = clientsOf(stack);

    const expiry = await clients.dynamodb.send(
      new DescribeTimeToLiveCommand({ TableName: stack.template.tables[0]!.name }),
    );
    const bucket = await clients.s3.send(new HeadBucketCommand({ Bucket: stack.template.buckets[0]!.name }));
    const { executionArn } = await clients.stepFunctions.send(
      new StartExecutionCommand({ stateMachineArn: stack.template.stateMachines[0]!.arn, input: '{}' }),
    );

    expect(expiry.TimeToLiveDescription).toMatchObject({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' });
    expect(bucket.$metadata.httpStatusCode).toBe(200);
    await expect
      .poll(() => clients.stepFunctions.send(new DescribeExecutionCommand({ executionArn })))
      .toMatchObject({ status: 'SUCCEEDED', output: '{"hello":"by machine"}' });
    clients.destroy();
  });

  it('tells the rules how executions stand', async () => {
    const logs: StackLog[] = [];
    const stack = await start({ onLog: (log) => logs.push(log) });
    const clients = clientsOf(stack);

    await clients.stepFunctions.send(
      new StartExecutionCommand({ stateMachineArn: stack.template.stateMachines[0]!.arn, name: 'one', input: '{}' }),
    );

    await expect.poll(() => logs.filter(({ text }) => text.includes('told {"name":"one"}')).length).toBe(2);
    clients.destroy();
  });

  it('gives the key that the function for clients makes', async () => {
    const stack = await start();

    expect(stack.apiKey).toBe('sio_made');
  });

  it('keeps data and key in the folder it is given', async () => {
    const dataDir = join(mkdtempSync(join(tmpdir(), 'data-')), 'kept');
    const item = { pk: { S: 'a' }, sk: { S: 'b' } };
    const first = await start({ dataDir });
    const TableName = first.template.tables[0]!.name;
    const before = clientsOf(first);
    await before.dynamodb.send(new PutItemCommand({ TableName, Item: item }));
    before.destroy();
    await first.close();

    const second = await start({ dataDir });
    const after = clientsOf(second);
    const { Item } = await after.dynamodb.send(new GetItemCommand({ TableName, Key: item }));
    after.destroy();

    expect(Item).toEqual(item);
    expect(second.apiKey).toBe(first.apiKey);
    expect(readdirSync(dataDir)).toEqual(expect.arrayContaining(['dev-api-key', 'dynamodb', 's3', 'stepfunctions']));
  });

  it('stands on the sandbox unless it is live', async () => {
    const [sandboxed, live] = [await start({ live: false }), await start()];

    expect(sandboxed.sandbox?.hosts().length).toBeGreaterThan(0);
    expect(live.sandbox).toBeNull();
  });

  it('ends what it had started when the port is taken', async () => {
    const stack = await start();
    const port = Number(new URL(stack.url).port);

    await expect(start({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('writes down why the gateway answered by itself', async () => {
    const logs: StackLog[] = [];
    const stack = await start({ onLog: (log) => logs.push(log) });

    const answer = await fetch(`${stack.url}/nothing`);

    expect(answer.status).toBe(404);
    expect(logs).toEqual([
      {
        from: 'gateway',
        requestId: expect.any(String),
        text: 'MISSING_AUTHENTICATION_TOKEN: No method serves this path',
      },
    ]);
  });

  it('writes down an event that no function took', async () => {
    const logs: StackLog[] = [];
    const rule = sampleResources.Rule as { Properties: { Targets: object[] } };
    const [target] = rule.Properties.Targets;
    const oversized = {
      ...target,
      InputTransformer: undefined,
      Input: `"${'x'.repeat(1_100_000)}"`,
      RetryPolicy: { MaximumRetryAttempts: 0 },
    };
    const Rule = { ...rule, Properties: { ...rule.Properties, Targets: [oversized] } };
    const stack = await start({ onLog: (log) => logs.push(log) }, { Rule });
    const clients = clientsOf(stack);

    await clients.stepFunctions.send(
      new StartExecutionCommand({ stateMachineArn: stack.template.stateMachines[0]!.arn, input: '{}' }),
    );

    await expect.poll(() => logs.filter(({ from }) => from === 'events').length).toBeGreaterThan(0);
    expect(logs.find(({ from }) => from === 'events')?.text).toMatch(/RequestTooLargeException.*dead letter/);
    clients.destroy();
  });

  it('refuses a template without a function for clients, and one that makes no key', async () => {
    const nothing = { ...sampleResources, ManageClientsLambda: undefined };
    const without = writeAssembly({ resources: JSON.parse(JSON.stringify(nothing)), assets: { hello } });
    const broken = 'export const handler = async () => { throw new Error("no table"); }';
    const failing = writeAssembly({
      resources: { ...sampleResources, ManageClientsLambda },
      assets: { hello: broken },
    });

    await expect(startStack({ port: 0, live: true, assembly: without })).rejects.toThrow(/has no ManageClientsLambda/);
    await expect(startStack({ port: 0, live: true, assembly: failing })).rejects.toThrow(
      /key could not be made.*no table/,
    );
  });
});

describe('what Tasks call', () => {
  const task = (resource: string, args: unknown, next: object) => ({
    Type: 'Task',
    Resource: `arn:aws:states:::${resource}`,
    Arguments: args,
    ...next,
  });
  const key = { pk: { S: 'p' }, sk: { S: 's' } };
  const States = {
    Put: task('dynamodb:putItem', { TableName: '${Table}', Item: { ...key, n: { N: '1' } } }, { Next: 'PutAgain' }),
    PutAgain: task(
      'dynamodb:putItem',
      { TableName: '${Table}', Item: key, ConditionExpression: 'attribute_not_exists(pk)' },
      {
        Catch: [{ ErrorEquals: ['DynamoDB.ConditionalCheckFailedException'], Next: 'Tell' }],
        End: true,
      },
    ),
    Tell: task(
      'events:putEvents',
      { Entries: [{ Source: 'shop', DetailType: 'Sold', Detail: { id: 1 }, EventBusName: 'sample-bus' }] },
      { Next: 'Fail' },
    ),
    Fail: task(
      'lambda:invoke',
      { FunctionName: '${Hello}', Payload: { fail: true } },
      { Catch: [{ ErrorEquals: ['TypeError'], Output: '{% $states.errorOutput.Error %}', Next: 'Done' }], End: true },
    ),
    Done: { Type: 'Pass', End: true },
  };

  it('are the functions, the table and the bus of the stack, with their own errors', async () => {
    const Machine = {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: {
        StateMachineName: 'calls',
        DefinitionString: JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'Put', States }),
        DefinitionSubstitutions: { Table: { Ref: 'Table' }, Hello: { 'Fn::GetAtt': ['Hello', 'Arn'] } },
        RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
      },
    };
    const source =
      'export const handler = async (event) => { if (event.command) return { apiKey: "k", usageIdentifier: "u", plan: "p" }; if (event.fail) throw new TypeError("no"); console.log(JSON.stringify(event)) }';
    const logs: StackLog[] = [];
    const Rule = {
      Type: 'AWS::Events::Rule',
      Properties: {
        EventBusName: { Ref: 'Bus' },
        EventPattern: { source: ['shop'] },
        Targets: [{ Id: 'a', Arn: { 'Fn::GetAtt': ['Hello', 'Arn'] } }],
      },
    };
    const assembly = writeAssembly({
      resources: { ...sampleResources, ManageClientsLambda, Machine, Rule },
      assets: { hello: source },
    });
    const stack = await startStack({ port: 0, live: true, assembly, onLog: (log) => logs.push(log) });
    stacks.push(stack);
    const clients = clientsOf(stack);

    const { executionArn } = await clients.stepFunctions.send(
      new StartExecutionCommand({ stateMachineArn: stack.template.stateMachines[0]!.arn, input: '{}' }),
    );

    await expect
      .poll(() => clients.stepFunctions.send(new DescribeExecutionCommand({ executionArn })))
      .toMatchObject({ status: 'SUCCEEDED', output: '"TypeError"' });
    await expect.poll(() => logs.some(({ text }) => text.includes('"detail":{"id":1}'))).toBe(true);
    clients.destroy();
  });
});

describe('the values of secrets', () => {
  const secret = { logicalId: 'S', name: 'sales-intelligence/dev/snov-io', arn: 'arn:s' };

  it('are read from the environment file, then from the environment', () => {
    const folder = mkdtempSync(join(tmpdir(), 'env-'));
    const file = join(folder, '.env');
    writeFileSync(file, 'SNOV_IO_API_KEY=from-file\nEMPTY_API_KEY=\n');

    const values = [
      readSecretsFrom(file, { SNOV_IO_API_KEY: 'other' })(secret),
      readSecretsFrom(join(folder, 'none'), { SNOV_IO_API_KEY: 'other' })(secret),
      readSecretsFrom(file, { SNOV_IO_API_KEY: 'other' })({ ...secret, name: 'empty' }),
    ];

    expect(values).toEqual(['from-file', 'other', undefined]);
  });

  it('are those of the stand-ins in the sandbox', () => {
    expect(readSecretsOf({ 'snov-io': 'sandbox-key' })(secret)).toBe('sandbox-key');
  });

  it('come with the contact that an operator names, and without it where nobody does', () => {
    const folder = mkdtempSync(join(tmpdir(), 'env-'));
    const file = join(folder, '.env');
    writeFileSync(file, 'CONTACT_URL=mailto:bot@acme.example\n');

    const settings = [
      readSettings(file, {}),
      readSettings(join(folder, 'none'), { CONTACT_URL: 'https://x.example' }),
      readSettings(join(folder, 'none'), {}),
    ];

    expect(settings).toEqual([{ CONTACT_URL: 'mailto:bot@acme.example' }, { CONTACT_URL: 'https://x.example' }, {}]);
  });
});
