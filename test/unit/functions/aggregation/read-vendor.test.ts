import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { handler as readVendor } from '../../../../functions/aggregation/read-vendor.ts';
import { noteLatestAnswer } from '../../../../functions/lib/cache/latest-answer.ts';
import type { Domain } from '../../../../functions/lib/company/domain.ts';
import type { SourceResult } from '../../../../functions/lib/sources/outcome.ts';
import { mockStorage } from '../lib/sources/memory-storage.ts';
import { run } from '../lib/sources/questions.ts';
import { startVirtualWeb, type VirtualWeb } from '../lib/sources/virtual-web.ts';

const storage = mockStorage();
const vendorDomain = 'hooli.example' as Domain;
const context = { getRemainingTimeInMillis: () => 25_000 } as never;
const input = { run: { ...run, vendorDomain }, executionName: 'execution-1', vendorDomain };
const html = { 'content-type': 'text/html' };
const pages: Readonly<Record<string, string>> = {
  '/': '<title>Hooli</title><h1>Robots for rent</h1><p>Hooli rents robots to harbours.</p><a href="/customers">Customers</a>',
  '/customers': '<title>Customers</title><h1>Customers</h1><p>Initech saved 20 percent of its hours with Hooli.</p>',
};

let web: VirtualWeb;
beforeAll(async () => {
  web = await startVirtualWeb();
});
afterAll(() => web.close());
afterEach(() => vi.restoreAllMocks());
beforeEach(() => {
  web.reset();
  storage.reset();
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
const serveSite = () =>
  web.serve(vendorDomain, ({ pathname }) => {
    const body = pages[pathname];
    return body === undefined ? { status: 404 } : { headers: html, body };
  });
const stored = (key: string) => JSON.parse(storage.objects.get(key) ?? 'null');

describe('the function that reads a vendor', () => {
  it('stores what the vendor says of itself apart, and names its sources as the vendor’s', async () => {
    serveSite();

    const answer = await readVendor(input, context);
    const sources: readonly SourceResult[] = answer.sources;

    expect(answer).toMatchObject({
      domain: vendorDomain,
      vendorKey: 'runs/execution-1/vendor.json',
      reason: null,
    });
    expect(sources.every(({ id, name }) => id.startsWith('vendor:') && name.startsWith('hooli.example: '))).toBe(true);
    const reading = stored('runs/execution-1/vendor.json');
    expect(reading.company).toMatchObject({ domain: vendorDomain, name: 'Hooli' });
    expect(JSON.stringify(reading.content.documents)).toContain('Initech saved 20 percent');
    expect(reading.facts).toEqual([]);
  });

  it('says why where the vendor cannot be read, and stores nothing of it', async () => {
    web.serve(vendorDomain, { status: 500 });

    const answer = await readVendor(input, context);

    expect(answer).toMatchObject({
      domain: vendorDomain,
      vendorKey: null,
      reason: expect.stringMatching(/^[a-z0-9_]+$/),
    });
    expect([...storage.objects.keys()].filter((key) => key.startsWith('runs/'))).toEqual([]);
  });

  it('goes on without a latest answer that was noted and is gone', async () => {
    serveSite();
    await noteLatestAnswer(vendorDomain, 'lost', Date.now() / 1000 + 3600);

    const { vendorKey } = await readVendor(input, context);

    expect(stored(vendorKey ?? '').facts).toEqual([]);
  });

  it('refuses an input without a vendor', async () => {
    await expect(readVendor({ run, executionName: 'execution-1' }, context)).rejects.toThrow('vendorDomain');
  });
});
