import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient, StartExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readExamples, recordExamples } from '../../../../docs/contract/examples.ts';
import { handler as detachRequest } from '../../../../functions/api/detach-request.ts';
import { handler as searchPages } from '../../../../functions/api/front-end-search.ts';
import { handler as keepResearch } from '../../../../functions/api/research-history.ts';
import { handler as getStatus } from '../../../../functions/api/status-check.ts';
import { handler as startVendorContext } from '../../../../functions/api/vendor-context.ts';
import { endpoint } from '../../../../functions/lib/api/endpoint.ts';
import { idempotent } from '../../../../functions/lib/api/idempotency.ts';
import { systemClock } from '../../../../functions/lib/enrichment/clock.ts';
import { gatewayProblems, problemTemplate } from '../../../../infra/constructs/problem-documents.ts';
import { callEndpoint } from '../../functions/api/call.ts';
import { openTestTable } from '../../functions/table.ts';
import { proxy, startSample } from '../../local/gateway/sample-api.ts';

const stepFunctions = mockClient(SFNClient);
let table: { close(): Promise<void> };

beforeAll(async () => {
  table = await openTestTable();
});
afterAll(() => table.close());
beforeEach(() => {
  stepFunctions.reset();
  stepFunctions.on(StartExecutionCommand).resolves({});
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockReturnValue();
  return () => vi.restoreAllMocks();
});

const start = (domain: string) =>
  callEndpoint(startVendorContext, { parameters: { domain }, body: { userRole: 'AE' } });

async function withoutDatabase() {
  const database = mockClient(DynamoDBClient);
  database.rejects(new Error('away'));
  try {
    return await callEndpoint(getStatus, { parameters: { requestId: 'req_00000000000000000000000000' } });
  } finally {
    database.restore();
  }
}

async function startWithoutMachine() {
  stepFunctions.on(StartExecutionCommand).rejects(new Error('away'));
  return start('unstarted.com');
}

async function stopWithoutMachine() {
  stepFunctions.on(StopExecutionCommand).rejects(new Error('away'));
  const { body } = await start('unstopped.com');
  return callEndpoint(detachRequest, { parameters: { requestId: body.requestId } });
}

async function repeatTooSoon() {
  const { promise: never } = Promise.withResolvers<never>();
  let calls = 0;
  const slow = endpoint(
    null,
    idempotent(systemClock, () => {
      calls += 1;
      return never;
    }),
  );
  const call = { headers: { 'idempotency-key': 'twice' } };
  void callEndpoint(slow, call);
  await expect.poll(() => calls).toBe(1);
  return callEndpoint(slow, call);
}

const searchUnanswered = () => callEndpoint(searchPages, { parameters: { domain: 'unsearched.com' } });

/** A user may keep 200 companies. */
async function keepTooMuch() {
  const put = (company: number) =>
    callEndpoint(keepResearch, {
      method: 'PUT',
      resource: '/research-history/users/{userId}/companies/{companyName}',
      parameters: { userId: 'user-7', companyName: `Company ${company}` },
      body: {},
    });
  await Promise.all(Array.from({ length: 200 }, (_, company) => put(company)));
  return put(200);
}

const breakDown = () => callEndpoint(endpoint(null, () => Promise.reject(new Error('secret'))));

/** A gateway with the stack's own responses before a function that breaks or never answers. */
async function askBroken(invoke: () => Promise<never>) {
  const gatewayResponses = Object.entries(gatewayProblems).map(([responseType, problem]) => ({
    responseType,
    statusCode: problem.status,
    parameters: {},
    templates: { 'application/json': problemTemplate(problem) },
  }));
  const method = proxy('GET', '/health');
  const integration = { ...method.integration, timeoutMilliseconds: 50 } as typeof method.integration;
  const gateway = await startSample([{ ...method, integration }], invoke, { overrides: { gatewayResponses } });
  const answer = await fetch(`${gateway.url}/health`);
  const body = await answer.json();
  await gateway.close();
  return { status: answer.status, body };
}

const { promise: never } = Promise.withResolvers<never>();

describe('a problem that a working stack does not have', () => {
  it.each([
    ['storage.unavailable', 503, withoutDatabase],
    ['enrichment.start_failed', 503, startWithoutMachine],
    ['enrichment.stop_failed', 503, stopWithoutMachine],
    ['request.in_progress', 409, repeatTooSoon],
    ['search.unavailable', 503, searchUnanswered],
    ['user-data.full', 409, keepTooMuch],
    ['internal.500', 500, breakDown],
    ['internal.502', 502, () => askBroken(() => Promise.reject(new Error('gone')))],
    ['internal.504', 504, () => askBroken(() => never)],
  ])('%s is documented as it is answered', async (name, status, bringAbout) => {
    const { body, ...answer } = await bringAbout();
    if (process.env.RECORD_EXAMPLES !== undefined) recordExamples({ answers: {}, problems: { [name]: body } });
    const { requestId, instance, ...stable } = body as Record<string, unknown>;

    expect(answer.status).toBe(status);
    expect(stable.code).toBe(name.replace(/\.\d+$/, ''));
    expect(readExamples().problems[name]).toMatchObject(stable);
  });
});
