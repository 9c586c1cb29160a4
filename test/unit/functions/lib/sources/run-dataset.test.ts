import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { readCachedResult } from '../../../../../functions/lib/cache/source-cache.ts';
import { TransientError } from '../../../../../functions/lib/errors.ts';
import { matched, noMatch, type SourceAnswer, SourceFailure } from '../../../../../functions/lib/sources/adapter.ts';
import type { Dataset, PendingDataset, StartedSnapshot } from '../../../../../functions/lib/sources/dataset.ts';
import { makeDocument, record } from '../../../../../functions/lib/sources/record.ts';
import { collectDataset, startDataset } from '../../../../../functions/lib/sources/run-dataset.ts';
import { mockStorage } from './memory-storage.ts';
import { company, domain, frozenSurroundings, now, planned, run } from './questions.ts';

const storage = mockStorage();
beforeEach(() => storage.reset());

const source = planned('bright-data-linkedin');
const started: StartedSnapshot = { outcome: 'started', snapshotId: 's_1', costUsd: 0.0015 };
const pending = { snapshotId: 's_1', startedAt: now - 5_000, polls: 0, waitSeconds: 4, costUsd: 0.0015 };
const task = { run, executionName: 'execution-1', company, deadline: now + 45_000, source };
const parts = { sourceId: source.id, url: 'https://www.linkedin.com/company/acme', observedAt: now };
const found = matched([makeDocument({ ...parts, segments: [record('{"name":"Acme"}')] })], [], 0.0015);

type Step<Answer> = Answer | Error;
function dataset(steps: {
  start?: Step<SourceAnswer | StartedSnapshot>;
  collect?: Step<SourceAnswer | null>;
}): Dataset {
  const give = async <Answer>(step: Step<Answer>): Promise<Answer> => {
    if (step instanceof Error) throw step;
    return step;
  };
  return {
    id: source.id,
    start: () => give(steps.start ?? started),
    collect: () => give(steps.collect === undefined ? null : steps.collect),
  };
}
const start = (given: Dataset, changes: object = {}) =>
  startDataset(given, { ...task, ...changes }, frozenSurroundings());
const collect = (step: Step<SourceAnswer | null>, polls = 0) =>
  collectDataset(dataset({ collect: step }), { ...task, pending: { ...pending, polls } }, frozenSurroundings());

describe('starting a dataset', () => {
  it('hands back what the state machine needs to wait', async () => {
    expect(await start(dataset({}))).toEqual({
      source,
      pending: { snapshotId: 's_1', startedAt: now, polls: 0, waitSeconds: 4, costUsd: 0.0015 },
    });
  });

  it('waits for what another run collects instead of buying it twice', async () => {
    const first = await start(dataset({}));

    const joined = await start(dataset({ start: new Error('asked again') }), { run: { ...run, refresh: true } });
    await collectDataset(dataset({ collect: found }), { ...task, ...(first as PendingDataset) }, frozenSurroundings());
    const mine = await collectDataset(
      dataset({ collect: found }),
      { ...task, ...(joined as PendingDataset) },
      frozenSurroundings(),
    );
    const anew = await start(dataset({}), { run: { ...run, refresh: true } });

    expect(joined).toMatchObject({ pending: { snapshotId: 's_1', costUsd: 0 } });
    expect(mine).toMatchObject({ outcome: 'matched', costUsd: 0 });
    expect(anew).toMatchObject({ pending: { costUsd: 0.0015 } });
  });

  it('is left alone for a while when a start may have gone through, and not when it was refused', async () => {
    const lost = await start(dataset({ start: new SourceFailure('timeout', { costUsd: 0.0015 }) }));
    const again = await start(dataset({ start: new Error('asked again') }));
    storage.reset();
    const refused = await start(dataset({ start: new SourceFailure('rate_limited') }));
    const later = await start(dataset({}));

    expect(lost).toMatchObject({ outcome: 'error', reason: 'timeout', costUsd: 0.0015 });
    expect(again).toMatchObject({ outcome: 'not_run', reason: 'being_collected' });
    expect([refused, later]).toMatchObject([{ outcome: 'error' }, { pending: { snapshotId: 's_1' } }]);
  });

  it('is not started again once its answer is in the cache', async () => {
    await collect(found);

    const result = await start(dataset({ start: new Error('asked again') }));

    expect(result).toMatchObject({ outcome: 'matched', fromCache: true, costUsd: 0 });
  });

  it('is started anew by a run that wants fresh answers', async () => {
    await collect(found);

    expect(await start(dataset({}), { run: { ...run, refresh: true } })).toMatchObject({ pending: {} });
  });

  it('is not started when it is too late', async () => {
    expect(await start(dataset({}), { deadline: now })).toMatchObject({ outcome: 'not_run', reason: 'late' });
  });

  it.each<[string, Step<SourceAnswer>, object]>([
    ['skipped', { outcome: 'skipped', reason: 'no_key' }, { outcome: 'skipped', reason: 'no_key' }],
    ['refused', new SourceFailure('rate_limited'), { outcome: 'error', reason: 'rate_limited', costUsd: 0 }],
    ['nothing there', noMatch('no_profile'), { outcome: 'no_match', reason: 'no_profile' }],
  ])('may end at once: %s', async (_what, step, expected) => {
    expect(await start(dataset({ start: step }))).toMatchObject(expected);
  });
});

describe('collecting a dataset', () => {
  it('keeps what was found for every run, timed from the start', async () => {
    const result = await collect(found);

    expect(result).toMatchObject({ id: source.id, outcome: 'matched', ms: 5_000, costUsd: 0.0015 });
    expect(await readCachedResult(domain, source.id, now)).toMatchObject({ outcome: 'matched', fromCache: true });
  });

  it('waits longer each time, a minute at most', async () => {
    const waits: number[] = [];
    for (const polls of [0, 1, 2, 5, 10, 40]) {
      const { pending: next } = (await collect(null, polls)) as PendingDataset;
      expect(next.polls).toBe(polls + 1);
      waits.push(next.waitSeconds);
    }

    expect(waits).toEqual([5, 7, 9, 19, 60, 60]);
  });

  it.each(['timeout', 'rate_limited', 'connection_lost', 'dns_failed', 'http_503'])(
    'asks again where asking failed in passing: %s',
    async (reason) => {
      expect(await collect(new SourceFailure(reason))).toMatchObject({ source, pending: { polls: 1 } });
    },
  );

  it.each(['provider_error', 'snapshot_gone', 'malformed', 'invalid_key'])('ends with %s', async (reason) => {
    expect(await collect(new SourceFailure(reason))).toMatchObject({ outcome: 'error', reason });
    expect(await readCachedResult(domain, source.id, now)).toBeNull();
  });

  it('keeps nothing for others of a run on private input', async () => {
    const secret = { ...task, run: { ...run, suppliedInputId: 'i-1' }, pending };

    await collectDataset(dataset({ collect: found }), secret, frozenSurroundings());

    expect([...storage.rows.keys()].filter((key) => key.includes('SOURCE#'))).toEqual([]);
  });

  it('lets the state machine retry when the store is down', async () => {
    const down = new TransientError('storage.unavailable', 'down');
    storage.dynamodb.on(GetItemCommand).rejects(new Error('down'));

    await expect(collect(down)).rejects.toBe(down);
  });
});
