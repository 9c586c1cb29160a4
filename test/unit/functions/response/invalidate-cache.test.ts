import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readAnswer } from '../../../../functions/lib/cache/answer.ts';
import { keepDiscovery, readDiscovery } from '../../../../functions/lib/cache/discovery.ts';
import { freshnessOf, lifetimeOf } from '../../../../functions/lib/cache/freshness.ts';
import { keepAnswer } from '../../../../functions/lib/cache/keep-answer.ts';
import { putRow, readRow } from '../../../../functions/lib/enrichment/table.ts';
import { handler } from '../../../../functions/response/invalidate-cache.ts';
import { exampleAnswer } from '../examples.ts';
import { openTestTable, testStart } from '../table.ts';

let table: { close(): Promise<void> };
let count = 0;
let domain = '';

beforeAll(async () => {
  table = await openTestTable();
});
afterAll(() => table.close());
beforeEach(() => {
  count += 1;
  domain = `acme${count}.com`;
  vi.useFakeTimers({ toFake: ['Date'], now: testStart });
  vi.spyOn(console, 'error').mockReturnValue();
  return () => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  };
});

const keep = (key: string, of = domain) =>
  keepAnswer({
    ...{ domain: of, key, executionName: `made-${key}`, answer: exampleAnswer },
    lifetime: lifetimeOf('ready', Date.now()),
  });
const tell = (type: string, detail: object) => handler({ 'detail-type': type, detail }, {} as never);
/** As a start reads: from the nearest level. */
const read = (key: string, of = domain) => readAnswer(of, key, Date.now(), { atHome: false });

describe('invalidate-cache', () => {
  it.each(['cache.invalidate', 'company.corrected', 'company.erased'])(
    'leaves nothing in any level after %s, and what warm functions remember is over after 5 s',
    async (type) => {
      await keep('a');
      await keepDiscovery({ domain }, [], Date.now());
      await putRow({ pk: `COMPANY#${domain}`, sk: 'SOURCE#wikidata' }, { result: { S: '{}' } });
      await putRow({ pk: `COMPANY#${domain}`, sk: 'PROFILE#2031' }, { body: { S: '' } });
      await keep('a', 'other.com');
      await read('a');

      expect(await tell(type, { domain })).toEqual({ dropped: { answers: 1, sources: 1, looks: 1, indexed: false } });

      vi.setSystemTime(testStart + 5_001);
      expect(await read('a')).toBeNull();
      expect(await readDiscovery({ domain }, Date.now())).toBeNull();
      expect(await readRow({ pk: `COMPANY#${domain}`, sk: 'SOURCE#wikidata' }, 0)).toBeNull();
      expect(await readRow({ pk: `COMPANY#${domain}`, sk: 'PROFILE#2031' }, 0)).not.toBeNull();
      expect(await read('a', 'other.com')).not.toBeNull();
      expect(await tell(type, { domain })).toEqual({ dropped: { answers: 0, sources: 0, looks: 0, indexed: false } });
    },
  );

  it('forgets in another function that is warm within 5 s', async () => {
    await keep('a');
    const warm = await import('../../../../functions/lib/cache/open-cache.ts');
    const { answerCache } = await import('../../../../functions/lib/cache/answer.ts');
    const other = warm.openCache({ read: (key, now) => answerCache.read(key, now, { atHome: true }) }, {});
    const name = { domain, name: 'ANSWER#a' };
    expect(await other.read(name, Date.now())).not.toBeNull();

    await tell('company.erased', { domain });

    vi.setSystemTime(testStart + 5_001);
    expect(await other.read(name, Date.now())).toBeNull();
  });

  it('makes the other answers stale when a company changed, and leaves the one that says so', async () => {
    await keep('older');
    vi.setSystemTime(testStart + 60_000);
    const learntAt = new Date(Date.now()).toISOString();
    await keep('news');
    vi.setSystemTime(testStart + 120_000);
    await keep('later');

    const outcome = await tell('company.changed', { domain, key: 'news', learntAt, fields: ['headquarters'] });

    const kept = await Promise.all(['older', 'news', 'later'].map((key) => read(key)));
    expect(outcome).toEqual({ outdated: 1 });
    expect(kept.map((each) => each && freshnessOf(each.lifetime, Date.now()).state)).toEqual([
      'stale',
      'fresh',
      'fresh',
    ]);
  });

  it.each([
    ['cache.invalidate', { domain: 'www.acme.com' }],
    ['cache.invalidate', {}],
    ['company.changed', { domain: 'acme.com' }],
    ['enrichment.completed', { domain: 'acme.com' }],
  ])('refuses %s with %o', async (type, detail) => {
    await expect(tell(type, detail)).rejects.toThrow(/not valid/);
  });
});
