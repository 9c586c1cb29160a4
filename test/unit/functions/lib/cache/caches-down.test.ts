import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { claimDataset, noteSnapshot, releaseDataset } from '../../../../../functions/lib/cache/dataset-marker.ts';
import { keepLook, readLook } from '../../../../../functions/lib/cache/site-look.ts';
import { mockStorage } from '../sources/memory-storage.ts';
import { domain, now } from '../sources/questions.ts';

const storage = mockStorage();
const hour = 60 * 60_000;
const schema = z.object({ name: z.string() });
beforeEach(() => {
  storage.reset();
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});
afterEach(() => vi.restoreAllMocks());
const breakTable = () => {
  storage.dynamodb.on(GetItemCommand).rejects(new Error('down'));
  storage.dynamodb.on(PutItemCommand).rejects(new Error('down'));
};

describe('a look at a site', () => {
  it('is used again for a day, in the shape that is asked for', async () => {
    await keepLook(domain, 'HOMEPAGE', { name: 'Acme' }, now);

    expect(await readLook(domain, 'HOMEPAGE', schema, now + 23 * hour)).toEqual({ name: 'Acme' });
    expect(await readLook(domain, 'HOMEPAGE', schema, now + 25 * hour)).toBeNull();
    expect(await readLook(domain, 'HOMEPAGE', z.object({ other: z.string() }), now)).toBeNull();
    expect(await readLook(domain, 'DOMAIN', schema, now)).toBeNull();
  });

  it('is taken anew while the table is down', async () => {
    breakTable();

    await keepLook(domain, 'HOMEPAGE', { name: 'Acme' }, now);

    expect(await readLook(domain, 'HOMEPAGE', schema, now)).toBeNull();
    expect(console.warn).toHaveBeenCalledTimes(2);
  });
});

describe('the claim of a dataset', () => {
  it('ends when it is released, and by itself after half an hour', async () => {
    const first = await claimDataset(domain, 'd', now);
    const second = await claimDataset(domain, 'd', now + 1_000);
    await releaseDataset(domain, 'd', now + 2_000);
    const third = await claimDataset(domain, 'd', now + 3_000);
    const late = await claimDataset(domain, 'd', now + hour);

    expect([first, second, third, late]).toEqual([
      { isOurs: true },
      { isOurs: false, snapshotId: null },
      { isOurs: true },
      { isOurs: true },
    ]);
  });

  it('is refused while the table is down, since a collection costs money; what was started is not lost', async () => {
    breakTable();

    await expect(claimDataset(domain, 'd', now)).rejects.toMatchObject({ code: 'storage.unavailable' });
    await noteSnapshot(domain, 'd', 's_1', now);

    expect(console.warn).toHaveBeenCalledOnce();
  });
});
