import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { ListExecutionsCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { type Answer, lastOf, useLaptop } from './laptop.ts';

const laptop = useLaptop();

async function enrich(domain: string, options: object = {}): Promise<Answer> {
  const begun = await laptop.call('POST', `/company/${domain}/vendor-context`, { userRole: 'AE', ...options });
  return lastOf(await laptop.follow(begun.body.statusEndpoint));
}

async function rows(sk: string) {
  const { Items } = await laptop.clients.dynamodb.send(
    new ScanCommand({
      TableName: laptop.stack.template.tables[0]?.name,
      FilterExpression: 'sk = :sk',
      ExpressionAttributeValues: { ':sk': { S: sk } },
    }),
  );
  return Items ?? [];
}

describe('an enrichment that cannot be whole', { timeout: 180_000 }, () => {
  it.each([
    ['velvetanchor.example', 'parked'],
    ['cinderhollow.example', 'unreachable'],
    ['saltmire.example', 'unreachable'],
    ['copperthistle.example', 'unreachable'],
    ['drowsemill.example', 'unreachable'],
    ['ganderloft.example', 'ambiguous'],
    ['nobody-has-this.example', 'not_found'],
  ])('of %s ends at the identity gate as %s', async (domain, outcome) => {
    const { body } = await enrich(domain);

    expect(body).toMatchObject({ status: 'completed', progress: 100 });
    expect(body.data.companyIntelligence).toBeNull();
    expect(body.data.resolution).toMatchObject({ outcome });
  });

  const expectPartial = ({ body }: Answer) => {
    expect(body.status).toBe('completed');
    const { companyIntelligence, metadata } = body.data;
    expect(metadata.status).toBe('partial');
    const lost = companyIntelligence.sources.filter((source: { outcome: string }) => source.outcome === 'error');
    expect(lost.length).toBeGreaterThan(0);
    expect(lost.every((source: { reason?: string }) => (source.reason ?? '') !== '')).toBe(true);
  };

  it('because the site turns robots away ends partial and says which sources are lost', async () => {
    expectPartial(await enrich('kestrelvane.example', { maxCostUsd: 0 }));
  });

  it('is whole all the same where a paid source may read the page that turned robots away', async () => {
    const { body } = await enrich('kestrelvane.example', { refresh: true });

    const { companyIntelligence, metadata } = body.data;
    const pages = companyIntelligence.sources.filter(({ kind }: { kind: string }) => kind === 'official');
    expect(pages).toMatchObject([
      { id: 'own-site:home', outcome: 'error', reason: 'http_403' },
      { id: 'bright-data-unlocker:home', outcome: 'matched', costUsd: 0.0015 },
    ]);
    expect(metadata.status).toBe('ready');
  });

  it('because the site sends 50 MB a page is read as far as the limit and ends partial', async () => {
    const { body } = await enrich('bulkhaven.example');

    expect(body.data.metadata.status).toBe('partial');
    const pages = body.data.companyIntelligence.sources.filter(({ kind }: { kind: string }) => kind === 'official');
    const read = pages.filter(({ outcome }: { outcome: string }) => outcome === 'matched');
    expect(read.length).toBeGreaterThan(0);
    expect(read.every(({ reason }: { reason?: string }) => reason === 'truncated')).toBe(true);
  });

  it.each(['error', 'hangs'] as const)('because the site of a known company %s ends partial', async (how) => {
    const { sandbox } = laptop.stack;
    for (const host of ['brindlemark.example', 'www.brindlemark.example']) sandbox?.misbehave(host, how);

    const answer = await enrich('brindlemark.example', { refresh: true });

    expectPartial(answer);
  });

  it('stopped by hand is failed at once, without a lease, and can be started again', async () => {
    const domain = 'moosbach-waagen.example';
    const begun = await laptop.call('POST', `/company/${domain}/vendor-context`, { userRole: 'AE' });
    const machine = laptop.stack.template.stateMachines.find(({ name }) => name.startsWith('company-enrichment-'))?.arn;
    const { executions = [] } = await laptop.clients.stepFunctions.send(
      new ListExecutionsCommand({ stateMachineArn: machine, statusFilter: 'RUNNING' }),
    );

    await laptop.clients.stepFunctions.send(new StopExecutionCommand({ executionArn: executions[0]?.executionArn }));
    const stopped = lastOf(await laptop.follow(begun.body.statusEndpoint));
    const again = await enrich(domain);

    expect(stopped.body).toMatchObject({ status: 'failed', error: { code: 'enrichment.aborted' } });
    expect(again.body.status).toBe('completed');
  });

  it('leaves neither a lease nor a running status behind', async () => {
    await expect.poll(() => rows('LEASE')).toEqual([]);
    const states = (await rows('STATUS')).map((row) => row.state?.S);
    expect(states).not.toContain('running');
  });
});
