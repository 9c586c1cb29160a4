import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSharedRobots } from '../../../../../functions/lib/cache/robots-cache.ts';
import { checkRobots, createRobotsStore } from '../../../../../functions/lib/http/index.ts';
import { type SmallWeb, servePages, startSmallWeb } from '../http/small-web.ts';
import { mockStorage } from '../sources/memory-storage.ts';

const storage = mockStorage();
const start = Date.parse('2026-03-01T12:00:00Z');
const hour = 60 * 60_000;
let now = start;
let web: SmallWeb;
beforeAll(async () => {
  web = await startSmallWeb();
});
beforeEach(() => {
  storage.reset();
  now = start;
  web.asked.length = 0;
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});
afterAll(() => web.close());

const text = (body: string, status = 200) => ({ status, headers: { 'content-type': 'text/plain' }, body });
const serve = (body: string, status?: number) => {
  web.answer = servePages({ '/robots.txt': text(body, status) });
};
/** What another function's process has: nothing of its own, the same table. */
const newProcess = () => createRobotsStore({ now: () => now, shared: createSharedRobots(() => now) });
const ask = (store = newProcess()) => checkRobots('https://shop.example/private', store);

describe('robots.txt answers in the table', () => {
  it('are read once for all functions, rules and sitemaps alike', async () => {
    serve('User-agent: *\nDisallow: /private\nSitemap: https://shop.example/map.xml');

    const verdicts = [await ask(), await ask(), await ask()];

    expect(verdicts.map(({ reason }) => reason)).toEqual(Array(3).fill('robots_disallowed'));
    expect(web.asked).toEqual(['https://shop.example/robots.txt']);
  });

  it('include that there is none', async () => {
    serve('', 404);

    const verdicts = [await ask(), await ask()];

    expect(verdicts.map(({ allowed }) => allowed)).toEqual([true, true]);
    expect(web.asked).toHaveLength(1);
  });

  it('are asked for again after a day, also where a process has learnt them late', async () => {
    serve('User-agent: *\nDisallow: /private');
    await ask();
    now = start + 23 * hour;
    const late = newProcess();
    await ask(late);
    serve('');
    now = start + 25 * hour;

    const verdict = await ask(late);

    expect(verdict.allowed).toBe(true);
    expect(web.asked).toHaveLength(2);
  });

  it('are not kept where the site failed, so that the next run asks again', async () => {
    serve('', 503);

    await ask();
    await ask();

    expect(storage.rows.size).toBe(0);
    expect(web.asked).toHaveLength(2);
  });

  it('are not shared where they are too large for a row', async () => {
    serve(`User-agent: *\n${'Disallow: /some/long/path/of/a/shop\n'.repeat(5_000)}`);

    const verdict = await ask();

    expect(verdict.allowed).toBe(true);
    expect(storage.rows.size).toBe(0);
  });

  it('cost a request and nothing else while the table is down or holds something else', async () => {
    serve('User-agent: *\nDisallow: /private');
    storage.rows.set('ROBOTS#https://shop.example RULES', { record: { S: '{"state":"closed"}' } });
    const broken = await ask();
    const dynamodb = mockClient(DynamoDBClient);
    dynamodb.on(GetItemCommand).rejects(new Error('down'));
    dynamodb.on(PutItemCommand).rejects(new Error('down'));

    const down = await ask();

    expect([broken.reason, down.reason]).toEqual(['robots_disallowed', 'robots_disallowed']);
    expect(console.warn).toHaveBeenCalledTimes(2);
  });
});
