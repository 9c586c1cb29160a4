import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { DescribeExecutionCommand, GetExecutionHistoryCommand, ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { lastOf, useLaptop } from './laptop.ts';

const laptop = useLaptop();

/** What belongs to a person or opens a door, as somebody's search results may hold it. */
const planted = {
  email: 'wilhelmina.krantz@mailbox.example',
  phone: '+49 30 90182077',
  person: 'Wilhelmina Krantz',
  card: '4111 1111 1111 1111',
  iban: 'DE89 3704 0044 0532 0130 00',
};
const snippet =
  `Brindlemark sells software. Reviewed by ${planted.person}. Write to ${planted.email} or call ${planted.phone}. ` +
  `Paid with ${planted.card} from ${planted.iban}.`;

/** Which of the planted values stand in a text, by name; `key` is the caller's. */
function leaksIn(text: string): string[] {
  const values = Object.entries({ ...planted, key: laptop.stack.apiKey });
  return values.filter(([, value]) => text.includes(value)).map(([name]) => name);
}

/** Inputs, outputs and histories of every execution of every machine. */
async function readExecutions(): Promise<string> {
  const { stepFunctions } = laptop.clients;
  const parts: unknown[] = [];
  for (const { arn: stateMachineArn } of laptop.stack.template.stateMachines) {
    const { executions = [] } = await stepFunctions.send(new ListExecutionsCommand({ stateMachineArn }));
    for (const { executionArn } of executions) {
      parts.push(await stepFunctions.send(new DescribeExecutionCommand({ executionArn })));
      let nextToken: string | undefined;
      do {
        const page = await stepFunctions.send(
          new GetExecutionHistoryCommand({ executionArn, maxResults: 500, nextToken }),
        );
        parts.push(page.events);
        nextToken = page.nextToken;
      } while (nextToken !== undefined);
    }
  }
  return JSON.stringify(parts);
}

/** Every row of every table; what a caller supplied lies in a row of its own, private and short-lived. */
async function readRows() {
  const pages = await Promise.all(
    laptop.stack.template.tables.map(({ name }) => laptop.clients.dynamodb.send(new ScanCommand({ TableName: name }))),
  );
  return pages.flatMap(({ Items = [] }) => Items);
}

/** Keys and contents of every stored object. */
async function readObjects(): Promise<string> {
  const { s3 } = laptop.clients;
  const texts: string[] = [];
  for (const { name: Bucket } of laptop.stack.template.buckets) {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
    for (const { Key = '' } of Contents) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      texts.push(Key, (await Body?.transformToString()) ?? '');
    }
  }
  return texts.join('\n');
}

describe('personal data and keys that come in with a request', () => {
  it('get into no log, metric, execution, cache key, stored document or answer', { timeout: 120_000 }, async () => {
    const searchResults = [{ title: 'Brindlemark reviewed', url: 'https://reviews.example/brindlemark', snippet }];
    const started = await laptop.call('POST', '/analysis/async', {
      ...{ domain: 'brindlemark.example', context: 'discovery', searchResults },
    });
    const ended = lastOf(await laptop.follow(started.body.statusEndpoint));

    expect(ended.body.status).toBe('completed');
    const [executions, rows, objects] = await Promise.all([readExecutions(), readRows(), readObjects()]);
    const shared = rows.filter((row) => !row.pk?.S?.startsWith('INPUT#'));
    const keys = rows.map(({ pk, sk }) => ({ pk, sk }));
    // What was looked through is what the run left.
    expect(executions).toContain('brindlemark.example');
    expect(objects).toContain('Brindlemark reviewed');
    expect(laptop.logs.length).toBeGreaterThan(20);
    expect(leaksIn(laptop.logs.map(({ text }) => text).join('\n'))).toEqual([]);
    expect(leaksIn(executions)).toEqual([]);
    expect(leaksIn(JSON.stringify(keys))).toEqual([]);
    expect(leaksIn(JSON.stringify(shared))).toEqual([]);
    expect(leaksIn(JSON.stringify(ended.body))).toEqual([]);
    // Persons are judged by all that a run found, and replaced before the engines.
    expect(leaksIn(objects).filter((name) => name !== 'person')).toEqual([]);
  });
});
