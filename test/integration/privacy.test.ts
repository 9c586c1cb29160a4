import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { lastOf, useLaptop } from './laptop.ts';

const laptop = useLaptop();
const domain = 'quillstead.example';

async function profile(body: object = {}) {
  const started = await laptop.call('POST', `/company/${domain}/vendor-context`, { userRole: 'AE', ...body });
  if (started.status === 200) return started.body;
  return lastOf(await laptop.follow(started.body.statusEndpoint)).body.data;
}

async function settle(path: string, body: object) {
  const started = await laptop.call('POST', path, body);
  expect(started.status).toBe(202);
  for (;;) {
    const answer = await laptop.call('GET', started.body.statusEndpoint);
    if (answer.body.status !== 'processing') return answer.body;
    await wait(250);
  }
}

describe('privacy on the laptop', { timeout: 180_000 }, () => {
  it('erases a person, who does not come back with the next enrichment', async () => {
    const before = await profile();
    const { name } = before.companyIntelligence.keyExecutives[0];

    const exported = await settle('/privacy/exports', { name, domain });
    const erased = await settle('/privacy/erasures', { name, domain });
    const after = await profile({ refresh: true });
    const again = await settle('/privacy/exports', { name, domain });

    expect(exported).toMatchObject({ status: 'completed', export: { isComplete: true } });
    expect(exported.export.finds.length).toBeGreaterThan(0);
    expect(erased).toMatchObject({ status: 'completed', counts: { objectsDeleted: expect.any(Number) } });
    expect(erased.counts.objectsDeleted).toBeGreaterThan(0);
    expect(JSON.stringify(after)).not.toContain(name);
    expect(after.companyIntelligence.companyName).toBe(before.companyIntelligence.companyName);
    expect(again.export.finds).toEqual([]);
    expect(JSON.stringify(laptop.logs)).not.toContain(name);
  });
});
