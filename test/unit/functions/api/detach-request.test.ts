import { ExecutionDoesNotExist, SFNClient, StartExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { handler as detachRequest } from '../../../../functions/api/detach-request.ts';
import { handler as statusCheck } from '../../../../functions/api/status-check.ts';
import { handler as vendorContext } from '../../../../functions/api/vendor-context.ts';
import { lifetimeOf } from '../../../../functions/lib/cache/freshness.ts';
import { keepAnswer } from '../../../../functions/lib/cache/keep-answer.ts';
import { attach } from '../../../../functions/lib/enrichment/attachment.ts';
import { endEnrichment } from '../../../../functions/lib/enrichment/end.ts';
import { readRequest } from '../../../../functions/lib/enrichment/request.ts';
import { readStatus, reopenStatus, statusKey } from '../../../../functions/lib/enrichment/status.ts';
import { updateRow } from '../../../../functions/lib/enrichment/table.ts';
import { exampleAnswer } from '../examples.ts';
import { openTestTable } from '../table.ts';
import { callEndpoint } from './call.ts';

const stepFunctions = mockClient(SFNClient);
let table: { close(): Promise<void> };
let count = 0;
let domain = '';

beforeAll(async () => {
  table = await openTestTable();
});
afterAll(async () => {
  await table.close();
});
beforeEach(() => {
  count += 1;
  domain = `detach${count}.com`;
  stepFunctions.reset();
  stepFunctions.on(StartExecutionCommand).resolves({});
  stepFunctions.on(StopExecutionCommand).resolves({});
  vi.spyOn(console, 'info').mockReturnValue();
  vi.spyOn(console, 'error').mockReturnValue();
  return () => vi.restoreAllMocks();
});

async function start(clientId = 'client-1'): Promise<string> {
  const answer = await callEndpoint(vendorContext, { parameters: { domain }, body: { userRole: 'AE' }, clientId });
  return answer.body.requestId ?? answer.body.metadata.requestId;
}
const detach = (requestId: string, clientId = 'client-1') =>
  callEndpoint(detachRequest, { parameters: { requestId }, clientId });
const statusOf = (requestId: string) => callEndpoint(statusCheck, { parameters: { requestId } });
const executionOf = async (requestId: string, clientId = 'client-1') =>
  (await readRequest(requestId, clientId, Date.now()))?.executionName ?? '';
const begun = () => stepFunctions.commandCalls(StartExecutionCommand).map((call) => call.args[0].input.name);
const stopped = () =>
  stepFunctions.commandCalls(StopExecutionCommand).map((call) => call.args[0].input.executionArn?.split(':').at(-1));
async function finish(executionName: string): Promise<void> {
  const key = (await readStatus(executionName, Date.now()))?.key ?? '';
  await keepAnswer({ domain, key, executionName, answer: exampleAnswer, lifetime: lifetimeOf('ready', Date.now()) });
  await endEnrichment({ executionName, key, domain }, Date.now());
}

describe('DELETE /analysis/{requestId}', () => {
  it('stops the execution of the only one who waits, and frees its lease', async () => {
    const requestId = await start();
    const executionName = await executionOf(requestId);

    const answer = await detach(requestId);

    expect(answer).toMatchObject({ status: 204, body: null });
    expect(stopped()).toEqual([executionName]);
    expect(await readStatus(executionName, Date.now())).toMatchObject({
      state: 'failed',
      error: { code: 'enrichment.aborted', retryable: true },
    });
    expect(await executionOf(await start())).not.toBe(executionName);
  });

  it('makes the request unknown to its own client too', async () => {
    const requestId = await start();
    await detach(requestId);

    const answer = await statusOf(requestId);

    expect(answer).toMatchObject({ status: 404, body: { code: 'request.not_found' } });
  });

  it('lets the execution go on for those who joined it, until the last has left', async () => {
    const first = await start('client-1');
    const second = await start('client-2');
    const executionName = await executionOf(first);

    await detach(first, 'client-1');
    const afterOne = stopped();
    await detach(second, 'client-2');

    expect(begun()).toHaveLength(1);
    expect(afterOne).toEqual([]);
    expect(stopped()).toEqual([executionName]);
  });

  it('changes nothing when it is repeated', async () => {
    const [first] = [await start('client-1'), await start('client-2')];

    const answers = [await detach(first), await detach(first), await detach(first)];

    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204]);
    expect(stopped()).toEqual([]);
  });

  it.each(['req_00000000000000000000000000', 'nonsense', ''])('answers 404 for %j, which nobody made', async (id) => {
    const answer = await detach(id);

    expect(answer).toMatchObject({ status: 404, body: { code: 'request.not_found' } });
  });

  it("answers 404 for another client's, and leaves it alone", async () => {
    const requestId = await start('client-1');

    const answer = await detach(requestId, 'client-2');

    expect(answer.status).toBe(404);
    expect(stopped()).toEqual([]);
    expect((await statusOf(requestId)).status).not.toBe(404);
  });

  it('detaches from a finished one without stopping anything; its answer stays for others', async () => {
    const requestId = await start();
    await finish(await executionOf(requestId));
    const fromCache = await start('client-2');

    const answers = [await detach(requestId), await detach(fromCache, 'client-2')];

    expect(answers.map(({ status }) => status)).toEqual([204, 204]);
    expect(stopped()).toEqual([]);
    expect((await statusOf(requestId)).status).toBe(404);
    expect(await readRequest(await start(), 'client-1', Date.now())).toMatchObject({ fromCache: true });
  });

  it('can be repeated where the stop failed', async () => {
    const requestId = await start();
    stepFunctions.on(StopExecutionCommand).rejectsOnce(new Error('throttled')).resolves({});

    const failed = await detach(requestId);
    const repeated = await detach(requestId);

    expect(failed).toMatchObject({ status: 503, body: { code: 'enrichment.stop_failed', retryable: true } });
    expect(repeated.status).toBe(204);
    expect(stopped()).toHaveLength(2);
  });

  it('takes an execution that never began for stopped', async () => {
    const requestId = await start();
    stepFunctions.on(StopExecutionCommand).rejects(new ExecutionDoesNotExist({ message: 'none', $metadata: {} }));

    const answer = await detach(requestId);

    expect(answer.status).toBe(204);
  });

  it('begins anew for whoever joins between the last leaving and the stop', async () => {
    const requestId = await start('client-1');
    const left = await executionOf(requestId);
    const joined = Promise.withResolvers<string>();
    stepFunctions.on(StopExecutionCommand).callsFake(async () => {
      joined.resolve(await start('client-2'));
      return {};
    });

    await detach(requestId);

    const executionName = await executionOf(await joined.promise, 'client-2');
    expect(stopped()).toEqual([left]);
    expect(executionName).not.toBe(left);
    expect(await readStatus(executionName, Date.now())).toMatchObject({ state: 'running' });
  });

  it('never stops an execution under one who joins at the same time', async () => {
    const turnsPass = async (turns: number) => {
      for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    };
    for (let round = 0; round < 40; round += 1) {
      domain = `race${round}.com`;
      const first = await start('client-1');
      const second = round % 2 === 0 ? null : await start('client-2');

      const [joined] = await Promise.all([
        turnsPass((round * 7) % 41).then(() => start('client-3')),
        turnsPass((round * 11) % 37).then(() => detach(first, 'client-1')),
        second === null ? null : turnsPass((round * 5) % 31).then(() => detach(second, 'client-2')),
      ]);

      const executionName = await executionOf(joined, 'client-3');
      expect(stopped()).not.toContain(executionName);
      expect(await readStatus(executionName, Date.now())).toMatchObject({ state: 'running', isAbandoned: false });
    }
  });

  it('never stops an execution of which too many wait to be counted', async () => {
    const requestId = await start();
    const executionName = await executionOf(requestId);
    const crowd = Array.from({ length: 999 }, (_, index) => `req_${index}`);
    await updateRow(statusKey(executionName), { add: { attached: { SS: crowd } } });

    const isAttached = await attach(executionName, 'req_one_more', Date.now());
    await updateRow(statusKey(executionName), { take: { attached: { SS: crowd } } });
    await detach(requestId);

    expect(isAttached).toBe(true);
    expect(stopped()).toEqual([]);
  });

  it('lets others attach again to one that was stopped and redriven', async () => {
    const requestId = await start();
    const executionName = await executionOf(requestId);
    await detach(requestId);

    await reopenStatus(executionName, Date.now());

    expect(await attach(executionName, 'req_next', Date.now())).toBe(true);
  });
});
