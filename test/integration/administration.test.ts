import { DescribeExecutionCommand, ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { lastOf, useLaptop } from './laptop.ts';
import { operate } from './operator.ts';

const laptop = useLaptop();
const asClient = (key: string) => ({ 'x-api-key': key });

describe('many enrichments in one call', () => {
  it('run side by side, can be judged, and leave a history', async () => {
    const domains = ['quillstead.example', 'brindlemark.example', 'not_a_domain', 'quillstead.example'];

    const { status, body } = await laptop.call('POST', '/companies/enrichments', { domains, userRole: 'SE' });
    const [first, second] = await Promise.all(
      [body.items[0], body.items[1]].map(({ statusEndpoint }) => laptop.follow(statusEndpoint)),
    );

    expect(status).toBe(202);
    expect(body.items.map((item: { status: string }) => item.status)).toEqual([
      ...['accepted', 'accepted', 'rejected', 'accepted'],
    ]);
    expect(body.items[3].requestId).toBe(body.items[0].requestId);
    expect([first, second].map((answers) => lastOf(answers ?? []).body.status)).toEqual(['completed', 'completed']);

    const feedback = `/analysis/${body.items[0].requestId}/feedback`;
    const judged = await laptop.call('POST', feedback, { field: 'companyName', verdict: 'right' });
    const refused = await laptop.call('POST', feedback, { field: 'shoeSize', verdict: 'right' });
    expect(judged).toMatchObject({ status: 201, body: { field: 'companyName', verdict: 'right' } });
    expect(refused).toMatchObject({ status: 422, body: { details: [{ field: 'field' }] } });

    const history = await laptop.call('GET', '/company/quillstead.example/history');
    const again = await laptop.call('GET', '/company/quillstead.example/history', undefined, {
      'if-none-match': history.headers.get('etag') ?? '',
    });
    expect(history).toMatchObject({ status: 200, body: { domain: 'quillstead.example', nextCursor: null } });
    expect(history.body.versions).toMatchObject([{ changes: [], profile: { companyName: expect.any(String) } }]);
    expect(again.status).toBe(304);
  });
});

describe('a request that nobody wants any more', () => {
  it('is forgotten, and its execution is stopped', async () => {
    const started = await laptop.call('POST', '/company/fennmoor.example/vendor-context', { userRole: 'AE' });
    const request = `/analysis/${started.body.requestId}`;

    const detached = await laptop.call('DELETE', request);
    const repeated = await laptop.call('DELETE', request);
    const asked = await laptop.call('GET', started.body.statusEndpoint);

    expect([started.status, detached.status, repeated.status, asked.status]).toEqual([202, 204, 204, 404]);
    const { stepFunctions } = laptop.clients;
    const stateMachineArn = laptop.stack.template.outputs.StandardStateMachineArn ?? '';
    const { executions = [] } = await stepFunctions.send(new ListExecutionsCommand({ stateMachineArn }));
    const stopped = executions.find(({ name }) => name?.startsWith('fennmoor-example'));
    const { status } = await stepFunctions.send(new DescribeExecutionCommand({ executionArn: stopped?.executionArn }));
    expect(status).toBe('ABORTED');
  });

  it('goes on for another client who wants it', async () => {
    const other = await operate(laptop).register({ clientId: null, role: 'seller' });
    const path = '/company/larkspindle.example/vendor-context';
    const mine = await laptop.call('POST', path, { userRole: 'AE' });
    const theirs = await laptop.call('POST', path, { userRole: 'AE' }, asClient(other));

    const foreign = await laptop.call('DELETE', `/analysis/${theirs.body.requestId}`);
    const detached = await laptop.call('DELETE', `/analysis/${mine.body.requestId}`);
    const theirStatus = await laptop.call('GET', theirs.body.statusEndpoint, undefined, asClient(other));

    expect([foreign.status, detached.status, theirStatus.status]).toEqual([404, 204, 200]);
    expect(theirStatus.body.status).not.toBe('failed');
  });
});

describe('the cache', () => {
  it('is administered by those who may, and by nobody else', async () => {
    const [seller, admin] = [
      await operate(laptop).register({ clientId: null, role: 'seller' }),
      await operate(laptop).register({ clientId: null, role: 'admin' }),
    ];
    const path = '/company/quillstead.example/cache';

    const forbidden = await laptop.call('DELETE', path, undefined, asClient(seller));
    const cleared = await laptop.call('DELETE', path, undefined, asClient(admin));
    const repeated = await laptop.call('DELETE', path, undefined, asClient(admin));
    const stats = await laptop.call('GET', '/cache/stats', undefined, asClient(admin));

    expect(forbidden).toMatchObject({ status: 403, body: { code: 'access.forbidden' } });
    expect(cleared).toMatchObject({ status: 200, body: { deleted: { answers: 1, indexed: true } } });
    expect(cleared.body.deleted.sources).toBeGreaterThan(0);
    expect(repeated.body.deleted).toEqual({ answers: 0, sources: 0, looks: 0, indexed: false });
    expect(stats).toMatchObject({ status: 200, body: { answers: { misses: expect.any(Number) } } });
    expect(stats.body.answers.misses).toBeGreaterThan(0);
  });
});

describe('the log', () => {
  it('carries the metrics as bare lines, and one line for each exchange', () => {
    const text = laptop.logs.map((log) => JSON.stringify(log)).join('\n');

    for (const metric of ['ApiLatency', 'EnrichmentStarted', 'EnrichmentStopped', 'SourceLatency', 'DataQuality']) {
      expect(text).toContain(metric);
    }
    expect(text).not.toContain(laptop.stack.apiKey);
  });
});
