import { ScanCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  ListExecutionsCommand,
} from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { lastOf, useLaptop } from './laptop.ts';
import { operate } from './operator.ts';

const laptop = useLaptop();
const company = 'brindlemark.example';
const start = (domain: string, body: object = { userRole: 'AE' }) =>
  laptop.call('POST', `/company/${domain}/vendor-context`, body);

const standardMachine = () =>
  laptop.stack.template.stateMachines.find(({ name }) => name.startsWith('company-enrichment-'))?.arn ?? '';

async function executionsOf(domain: string) {
  const { executions = [] } = await laptop.clients.stepFunctions.send(
    new ListExecutionsCommand({ stateMachineArn: standardMachine() }),
  );
  return executions.filter(({ name }) => name?.startsWith(domain.replaceAll('.', '-')));
}

async function readHistory(executionArn: string | undefined): Promise<HistoryEvent[]> {
  const events: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const page = await laptop.clients.stepFunctions.send(
      new GetExecutionHistoryCommand({ executionArn, maxResults: 100, nextToken }),
    );
    events.push(...(page.events ?? []));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return events;
}

async function leases(): Promise<unknown[]> {
  const { Items } = await laptop.clients.dynamodb.send(
    new ScanCommand({
      TableName: laptop.stack.template.tables[0]?.name,
      FilterExpression: 'sk = :lease',
      ExpressionAttributeValues: { ':lease': { S: 'LEASE' } },
    }),
  );
  return Items ?? [];
}

describe('an enrichment', { timeout: 120_000 }, () => {
  it('goes from the start over its stages to a sourced answer', async () => {
    const begun = await start(company);
    expect(begun.status).toBe(202);
    expect(begun.body).toMatchObject({
      requestId: expect.any(String),
      statusEndpoint: `/analysis/status/${begun.body.requestId}`,
      workflow: expect.anything(),
      estimatedCompletion: expect.any(String),
    });

    const answers = await laptop.follow(begun.body.statusEndpoint);

    const { body } = lastOf(answers);
    const progress = answers.map((answer) => answer.body.progress);
    expect(body.status).toBe('completed');
    expect(progress).toEqual(progress.toSorted((left, right) => left - right));
    expect(progress.indexOf(100)).toBe(progress.length - 1);
    expect(body.stages.map((stage: { state: string }) => stage.state)).toEqual(Array(4).fill('completed'));
    expect(body.data.companyIntelligence).toMatchObject({
      companyName: expect.stringMatching(/brindlemark/i),
      domain: company,
    });
    expect(body.data.metadata).toMatchObject({
      fromCache: false,
      status: expect.stringMatching(/^(?:ready|partial)$/),
    });
    const evidence = Object.values<{ quote: string; url: string }[]>(body.data.companyIntelligence.evidence).flat();
    expect(evidence.length).toBeGreaterThan(5);
    expect(evidence.filter(({ quote, url }) => quote === '' || !/^(?:https?|dns):/.test(url))).toEqual([]);
  });

  it('is answered from the cache the second time', async () => {
    await laptop.follow(
      (await laptop.call('POST', '/analysis/async', { domain: company, context: 'discovery' })).body.statusEndpoint,
    );

    const again = await laptop.call('POST', '/analysis/async', { domain: company, context: 'discovery' });
    const cached = await start(company);

    expect(again.status).toBe(202);
    expect((await laptop.call('GET', again.body.statusEndpoint)).body.status).toBe('completed');
    expect(cached.status).toBe(200);
    expect(cached.body.metadata).toMatchObject({ fromCache: true, freshness: { state: 'fresh' } });
    expect(cached.body.companyIntelligence.domain).toBe(company);
  });

  it('has a history that the AWS SDK reads', async () => {
    const [execution] = await executionsOf(company);

    const events = await readHistory(execution?.executionArn);
    const described = await laptop.clients.stepFunctions.send(
      new DescribeExecutionCommand({ executionArn: execution?.executionArn }),
    );

    expect(described.status).toBe('SUCCEEDED');
    expect(events.map((event) => event.id)).toEqual(events.map((_event, index) => index + 1));
    expect([events[0]?.type, events.at(-1)?.type]).toEqual(['ExecutionStarted', 'ExecutionSucceeded']);
    const entered = events.map((event) => event.stateEnteredEventDetails?.name).filter(Boolean);
    expect(entered).toEqual(
      expect.arrayContaining(['DiscoverCompany', 'ValidateDomain', 'ScrapePage', 'VerifyClaims']),
    );
  });

  it('finds the company by its index afterwards', async () => {
    const answer = await laptop.call('GET', `/company/${company}/lookup`);

    expect(answer.body.companies[0]).toMatchObject({ domain: company, name: expect.stringMatching(/brindlemark/i) });
  });

  it('answers 304 to whoever knows the answer already', async () => {
    const { body } = await laptop.call('POST', '/analysis/async', { domain: company, context: 'discovery' });
    const first = await laptop.call('GET', body.statusEndpoint);

    const second = await laptop.call('GET', body.statusEndpoint, undefined, {
      'if-none-match': first.headers.get('etag') ?? '',
    });

    expect([second.status, second.body]).toEqual([304, '']);
  });

  it('is unknown to another client, who may look but not start', async () => {
    const { body } = await laptop.call('POST', '/analysis/async', { domain: company, context: 'discovery' });
    const key = await operate(laptop).register({ clientId: null, role: 'viewer' });

    const foreign = await laptop.call('GET', body.statusEndpoint, undefined, { 'x-api-key': key });
    const looked = await laptop.call('GET', `/company/${company}/lookup`, undefined, { 'x-api-key': key });
    const begun = await laptop.call(
      'POST',
      `/company/${company}/vendor-context`,
      { userRole: 'AE' },
      { 'x-api-key': key },
    );

    expect([foreign.status, foreign.body.code]).toEqual([404, 'request.not_found']);
    expect(looked.status).toBe(200);
    expect([begun.status, begun.body.code]).toEqual([403, 'access.forbidden']);
  });

  it('started ten times at once is one execution with ten requests', async () => {
    const begun = await Promise.all(Array.from({ length: 10 }, () => start('fennmoor.example')));

    const ids = new Set(begun.map((answer) => answer.body.requestId));
    const endings = await Promise.all(begun.map((answer) => laptop.follow(answer.body.statusEndpoint)));

    expect(begun.map((answer) => answer.status)).toEqual(Array(10).fill(202));
    expect(ids.size).toBe(10);
    expect(await executionsOf('fennmoor.example')).toHaveLength(1);
    expect(new Set(endings.map((answers) => lastOf(answers).body.status))).toEqual(new Set(['completed']));
  });

  it('reads the search results of its caller as sources, and keeps them to that request', async () => {
    const quote = 'Quillstead restores letterpress machines for museums in Utrecht.';
    const searchResults = [
      { title: 'Quillstead wins museum order', url: 'https://news.example/quillstead', snippet: quote },
    ];
    const begun = await laptop.call('POST', '/analysis/async', {
      domain: 'quillstead.example',
      context: 'discovery',
      searchResults,
    });

    const { body } = lastOf(await laptop.follow(begun.body.statusEndpoint));
    const plain = await laptop.call('POST', '/analysis/async', { domain: 'quillstead.example', context: 'discovery' });
    const other = lastOf(await laptop.follow(plain.body.statusEndpoint));

    expect(body.status).toBe('completed');
    expect(JSON.stringify(body.data.companyIntelligence.sources)).toContain('news.example');
    expect(JSON.stringify(other.body.data.companyIntelligence)).not.toContain('news.example');
  });

  it('leaves no lease behind once it has ended', async () => {
    await expect.poll(leases).toEqual([]);
  });
});
