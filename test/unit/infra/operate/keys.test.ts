import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findDeployment } from '../../../../infra/operate/deployment.ts';
import { parseKeyArguments } from '../../../../infra/operate/key-arguments.ts';
import { runKeyCommand } from '../../../../infra/operate/run-key-command.ts';
import { type ApiKeys, createApiKeys } from '../../../../local/gateway/usage/api-keys.ts';
import { startControlPlane } from '../../../../local/gateway/usage/control-plane.ts';
import type { LoopbackServer } from '../../../../local/wire/loopback-server.ts';

const plan = { id: 'plan-1', name: 'team', throttle: { rateLimit: 1, burstLimit: 1 }, quota: null };
const lambda = mockClient(LambdaClient);
const cloudFormation = mockClient(CloudFormationClient);
let apiKeys: ApiKeys;
let server: LoopbackServer;
let apiGateway: APIGatewayClient;

beforeAll(async () => {
  apiKeys = createApiKeys([plan]);
  server = await startControlPlane(apiKeys);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  apiGateway = new APIGatewayClient({ endpoint: server.url, region: 'us-east-1', credentials });
});
afterAll(async () => {
  apiGateway.destroy();
  await server.close();
});
afterEach(() => {
  lambda.reset();
  cloudFormation.reset();
});

const outputs: Readonly<Record<string, string>> = { ManageClientsFunctionName: 'manage', teamUsagePlanId: 'plan-1' };
const service = () => ({
  deployment: { output: (name: string) => outputs[name] ?? '' },
  lambda: lambda as unknown as LambdaClient,
  apiGateway,
});
const payload = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)) as never;
const issued = { clientId: 'web', apiKey: 'sio_secret', plan: 'team', usageIdentifier: 'usage-0123456789abcdef' };
const listed = { name: 'Web', role: 'seller', plan: 'team', keyId: 'abc', createdAt: '2026-05-01T00:00:00.000Z' };

describe('npm run keys', () => {
  it('makes a key, puts its client on the plan, and shows the key', async () => {
    lambda.on(InvokeCommand).resolves({ Payload: payload(issued) });
    const wish = {
      command: 'create',
      name: 'Web',
      role: 'seller',
      plan: 'team',
      scopes: null,
      clientId: null,
    } as const;

    const shown = await runKeyCommand(wish, service());

    expect(shown).toContain('sio_secret');
    expect(apiKeys.find(issued.usageIdentifier)?.plan.id).toBe('plan-1');
  });

  it('rotates without a second usage key', async () => {
    lambda.on(InvokeCommand).resolves({ Payload: payload({ ...issued, apiKey: 'sio_second' }) });

    const shown = await runKeyCommand({ command: 'rotate', clientId: 'web', overlapSeconds: 5 }, service());

    expect(shown).toContain('sio_second');
    expect(apiKeys.list().filter(({ name }) => name === 'web')).toHaveLength(1);
  });

  it('keeps a client on its plan while one of its keys is active, and takes it off with the last', async () => {
    const answerWith = (statuses: readonly string[]) =>
      lambda
        .on(InvokeCommand)
        .resolvesOnce({ Payload: payload({ revoked: 1 }) })
        .resolvesOnce({
          Payload: payload({
            keys: statuses.map((status) => ({ ...listed, clientId: 'web', status, validUntil: null })),
          }),
        });

    answerWith(['revoked', 'active']);
    await runKeyCommand({ command: 'revoke', clientId: 'web', keyId: 'abc' }, service());
    const afterOne = apiKeys.find(issued.usageIdentifier);
    lambda.reset();
    answerWith(['revoked', 'revoked']);
    await runKeyCommand({ command: 'revoke', clientId: 'web', keyId: null }, service());

    expect(afterOne).not.toBeNull();
    expect(apiKeys.find(issued.usageIdentifier)).toBeNull();
  });

  it('lists keys a line each, and says when there are none', async () => {
    const until = '2026-06-01T00:00:00.000Z';
    const keys = [{ ...listed, clientId: 'web', status: 'active', validUntil: until }];
    lambda
      .on(InvokeCommand)
      .resolvesOnce({ Payload: payload({ keys }) })
      .resolvesOnce({ Payload: payload({ keys: [] }) });

    const shown = [
      await runKeyCommand({ command: 'list' }, service()),
      await runKeyCommand({ command: 'list' }, service()),
    ];

    expect(shown[0]).toBe(`web  Web  seller  team  abc  active  ${listed.createdAt}  until ${until}`);
    expect(shown[1]).toBe('There are no keys.');
  });

  it('says what the function refused', async () => {
    lambda
      .on(InvokeCommand)
      .resolves({ FunctionError: 'Unhandled', Payload: payload({ errorMessage: 'role must be …' }) });

    await expect(runKeyCommand({ command: 'list' }, service())).rejects.toThrow('role must be …');
  });
});

describe('the arguments of npm run keys', () => {
  it.each([
    [
      ['rotate', 'web', '--overlap', '7d', '--stage', 'dev'],
      { command: 'rotate', clientId: 'web', overlapSeconds: 604_800 },
    ],
    [['revoke', 'web', '--key', 'abc'], { command: 'revoke', clientId: 'web', keyId: 'abc' }],
    [['list'], { command: 'list' }],
    [
      ['create', '--name', 'Web', '--scopes', 'company:read, enrich:start'],
      {
        command: 'create',
        name: 'Web',
        role: 'seller',
        plan: 'team',
        scopes: ['company:read', 'enrich:start'],
        clientId: null,
      },
    ],
  ])('reads %j', (argv, command) => {
    const asked = parseKeyArguments(argv);

    expect(asked).toMatchObject({ command });
  });

  it.each([
    [[], /Say create, list/],
    [['destroy'], /not "destroy"/],
    [['create'], /needs --name/],
    [['rotate'], /Name the client/],
    [['rotate', 'web', '--overlap', 'soon'], /--overlap takes/],
    [['list', 'web', 'more'], /one argument too many/],
    [['list', '--colour'], /--colour/],
  ])('refuses %j', (argv, reason) => {
    expect(() => parseKeyArguments(argv)).toThrow(reason);
  });

  it('helps', () => {
    expect(parseKeyArguments(['--help'])).toBe('help');
  });
});

describe('the stack that a command works on', () => {
  it('is a deployed one by its outputs', async () => {
    cloudFormation.on(DescribeStacksCommand, { StackName: 'SalesIntelligence-dev' }).resolves({
      Stacks: [
        {
          StackName: 'SalesIntelligence-dev',
          CreationTime: new Date(0),
          StackStatus: 'CREATE_COMPLETE',
          Outputs: [{ OutputKey: 'TableName', OutputValue: 'companies' }],
        },
      ],
    });

    const deployment = await findDeployment('dev', '/nowhere');

    expect(deployment.output('TableName')).toBe('companies');
    expect(deployment.clientSettings('lambda')).toEqual({});
    expect(() => deployment.output('ApiUrl')).toThrow(/deploy it again/);
  });

  it('is none when CloudFormation does not know it', async () => {
    cloudFormation.on(DescribeStacksCommand).rejects(new Error('Stack does not exist'));

    await expect(findDeployment('dev', '/nowhere')).rejects.toThrow(
      /SalesIntelligence-dev cannot be read: Stack does not/,
    );
  });

  it('is the one that runs on this machine', async () => {
    const root = mkdtempSync(join(tmpdir(), 'laptop-'));
    mkdirSync(join(root, '.laptop'));
    const stack = {
      pid: process.pid,
      endpoints: { lambda: 'http://127.0.0.1:1' },
      outputs: { TableName: 'companies' },
    };
    writeFileSync(join(root, '.laptop', 'stack.json'), JSON.stringify(stack));

    const deployment = await findDeployment(null, root);

    expect(deployment.output('TableName')).toBe('companies');
    expect(deployment.clientSettings('lambda')).toMatchObject({ endpoint: 'http://127.0.0.1:1' });
  });

  it('is none where nothing runs', async () => {
    await expect(findDeployment(null, '/nowhere')).rejects.toThrow(/No stack runs on this machine/);
  });
});
