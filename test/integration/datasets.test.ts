import { describe, expect, it } from 'vitest';
import { lastOf, useLaptop } from './laptop.ts';

const laptop = useLaptop();

async function sourcesOf(domain: string): Promise<{ id: string; outcome: string; reason?: string }[]> {
  const begun = await laptop.call('POST', `/company/${domain}/vendor-context`, { userRole: 'AE' });
  const { body } = lastOf(await laptop.follow(begun.body.statusEndpoint));
  return body.data.companyIntelligence.sources;
}

describe('a dataset', { timeout: 180_000 }, () => {
  it('is waited for by the state machine and fills what was open', async () => {
    const sources = await sourcesOf('brindlemark.example');

    const linkedin = sources.find(({ id }) => id === 'bright-data-linkedin');
    expect(linkedin).toMatchObject({ outcome: 'matched', costUsd: 0.0015 });
    const polls = laptop.stack.sandbox?.visits().filter(({ path }) => path.startsWith('/datasets/v3/progress/')) ?? [];
    expect(polls).toHaveLength(2);
  });
});
