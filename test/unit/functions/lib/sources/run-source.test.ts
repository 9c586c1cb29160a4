import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TransientError } from '../../../../../functions/lib/errors.ts';
import { type Adapter, matched, noMatch, SourceFailure } from '../../../../../functions/lib/sources/adapter.ts';
import { makeDocument, stateFact } from '../../../../../functions/lib/sources/record.ts';
import { runSource, type SourceTask } from '../../../../../functions/lib/sources/run-source.ts';
import { mockStorage } from './memory-storage.ts';
import { company, domain, frozenSurroundings, now, planned, run } from './questions.ts';

const storage = mockStorage();
beforeEach(() => {
  storage.reset();
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => vi.restoreAllMocks());

const document = makeDocument({
  sourceId: 'dns',
  url: `dns:${domain}`,
  observedAt: now,
  segments: [{ origin: 'record', text: 'acme.example. MX 1 aspmx.l.google.com' }],
});
const facts = stateFact(document, {
  field: 'techStack',
  value: 'Google Workspace',
  quotes: ['aspmx.l.google.com'],
  confidence: 0.9,
});

/** Rows whose sort keys begin so can neither be read nor written. */
function refuseRows(prefix: string): void {
  const refuse = (key: Record<string, { S?: string }> | undefined) => {
    if (key?.sk?.S?.startsWith(prefix)) throw new Error('throttled');
    return {};
  };
  storage.dynamodb.on(GetItemCommand).callsFake(({ Key }) => refuse(Key));
  storage.dynamodb.on(PutItemCommand).callsFake(({ Item }) => refuse(Item));
}

function adapterThat(ask: Adapter['ask']): Adapter & { readonly asked: number } {
  let asked = 0;
  return {
    id: 'dns',
    get asked() {
      return asked;
    },
    ask: async (question) => {
      asked += 1;
      return ask(question);
    },
  };
}
const task = (changes: Partial<SourceTask> = {}): SourceTask => ({
  run,
  executionName: 'e-1',
  company,
  deadline: now + 60_000,
  source: planned('dns'),
  ...changes,
});

describe('asking one planned source', () => {
  it('stores documents and facts and hands on their keys only', async () => {
    const surroundings = frozenSurroundings();
    const adapter = adapterThat(async () => {
      surroundings.advance(120);
      return matched([document], facts, 0.01);
    });

    const result = await runSource([adapter], task(), surroundings);

    expect(result).toMatchObject({
      ...{ id: 'dns', outcome: 'matched', reason: null, ms: 120, costUsd: 0.01, fromCache: false },
      ...{ url: 'dns:acme.example', observedAt: new Date(now).toISOString(), fields: ['techStack'] },
      documents: [{ id: document.id, key: `documents/acme.example/${document.id}.json` }],
    });
    expect(JSON.parse(storage.objects.get(result.factsKey ?? '') ?? '')).toEqual(facts);
    expect(result.factsKey).toMatch(/^facts\/acme\.example\/dns-[0-9a-f]{16}\.json$/);
    expect(JSON.parse(storage.objects.get(result.documents[0]?.key ?? '') ?? '')).toEqual(document);
  });

  it('answers from the cache the second time, at no cost', async () => {
    const adapter = adapterThat(async () => matched([document], facts, 0.01));
    const first = await runSource([adapter], task(), frozenSurroundings());

    const second = await runSource([adapter], task(), frozenSurroundings(now + 60_000));

    expect(second).toEqual({ ...first, fromCache: true, costUsd: 0 });
    expect(adapter.asked).toBe(1);
  });

  it('asks again when its answer is too old, and when told to refresh', async () => {
    const adapter = adapterThat(async () => matched([document], facts));
    await runSource([adapter], task(), frozenSurroundings());

    await runSource([adapter], task({ run: { ...run, refresh: true } }), frozenSurroundings());
    const later = now + 8 * 24 * 3_600_000;
    await runSource([adapter], task({ deadline: later + 60_000 }), frozenSurroundings(later));

    expect(adapter.asked).toBe(3);
  });

  it('believes for about an hour that a source knows nothing', async () => {
    const adapter = adapterThat(async () => noMatch('no_records'));
    const first = await runSource([adapter], task(), frozenSurroundings());
    await runSource([adapter], task(), frozenSurroundings(now + 3_200_000));
    expect(adapter.asked).toBe(1);

    await runSource([adapter], task({ deadline: now + 9_000_000 }), frozenSurroundings(now + 4_000_000));

    expect(first).toMatchObject({ outcome: 'no_match', reason: 'no_records', observedAt: new Date(now).toISOString() });
    expect(adapter.asked).toBe(2);
  });

  it('keeps nothing for others when the caller supplied private input', async () => {
    const adapter = adapterThat(async () => matched([document], facts));

    await runSource([adapter], task({ run: { ...run, suppliedInputId: 'private' } }), frozenSurroundings());

    expect(storage.rows.size).toBe(0);
  });

  it('ignores a cached row in the shape of another version', async () => {
    storage.rows.set(`COMPANY#${domain} SOURCE#dns`, { result: { S: '{"id":"dns"}' }, expiresAt: { N: '9999999999' } });
    const adapter = adapterThat(async () => matched([document], []));

    const result = await runSource([adapter], task(), frozenSurroundings());

    expect(result).toMatchObject({ fromCache: false, factsKey: null });
  });

  it.each([
    [new SourceFailure('http_503', { costUsd: 0.02 }), 'http_503', 0.02],
    [new Error('a bug'), 'adapter_failed', 0],
  ])('makes an outcome of a failure', async (thrown, reason, costUsd) => {
    const adapter = adapterThat(async () => {
      throw thrown;
    });

    const result = await runSource([adapter], task(), frozenSurroundings());

    expect(result).toMatchObject({ outcome: 'error', reason, costUsd, observedAt: null });
    expect(storage.rows.size).toBe(0);
  });

  it('does not start a source after the deadline, and gives it no more than the time left', async () => {
    const deadlines: number[] = [];
    const adapter = adapterThat(async ({ deadline }) => {
      deadlines.push(deadline);
      return { outcome: 'skipped', reason: 'no_key' };
    });

    const late = await runSource([adapter], task({ deadline: now }), frozenSurroundings());
    const short = await runSource([adapter], task({ deadline: now + 500 }), frozenSurroundings());
    await runSource([adapter], task({ deadline: now + 500_000 }), frozenSurroundings());

    expect(late).toMatchObject({ outcome: 'not_run', reason: 'late' });
    expect(short).toMatchObject({ outcome: 'skipped', reason: 'no_key' });
    expect(deadlines).toEqual([now + 500, now + 14_000]);
  });

  it('skips a source that it does not know', async () => {
    const result = await runSource([], task(), frozenSurroundings());

    expect(result).toMatchObject({ outcome: 'skipped', reason: 'unknown_source' });
  });

  it('works without its cache', async () => {
    refuseRows('SOURCE#');

    const result = await runSource([adapterThat(async () => matched([document], facts))], task(), frozenSurroundings());

    expect(result.outcome).toBe('matched');
  });

  it('stores nothing while it cannot be known who must not be stored', async () => {
    refuseRows('SUPPRESSED');

    const asked = runSource([adapterThat(async () => matched([document], facts))], task(), frozenSurroundings());

    await expect(asked).rejects.toThrow(TransientError);
    expect(storage.objects.size).toBe(0);
  });

  it('lets the state machine retry when the document store is down', async () => {
    storage.s3.on(PutObjectCommand).rejects(new Error('down'));
    const reading = adapterThat(async () => {
      throw new TransientError('storage.unavailable', 'The document store did not answer.');
    });

    await expect(
      runSource([adapterThat(async () => matched([document], facts))], task(), frozenSurroundings()),
    ).rejects.toThrow(TransientError);
    await expect(runSource([reading], task(), frozenSurroundings())).rejects.toThrow(TransientError);
  });

  it('does not take the row of another source with the same id', async () => {
    await runSource([adapterThat(async () => matched([document], facts))], task(), frozenSurroundings());
    const other: Adapter = { id: 'rdap', ask: async () => noMatch('not_registered') };

    const result = await runSource([other], task({ source: { ...planned('rdap'), id: 'dns' } }), frozenSurroundings());

    expect(result.outcome).toBe('no_match');
  });
});
