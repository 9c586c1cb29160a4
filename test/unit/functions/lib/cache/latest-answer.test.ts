import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lifetimeOf } from '../../../../../functions/lib/cache/freshness.ts';
import { keepAnswer } from '../../../../../functions/lib/cache/keep-answer.ts';
import { noteLatestAnswer, readLatestAnswer } from '../../../../../functions/lib/cache/latest-answer.ts';
import { exampleAnswer } from '../../examples.ts';
import { openTestTable, testStart } from '../../table.ts';

let table: { close(): Promise<void> };
beforeAll(async () => {
  table = await openTestTable();
});
afterAll(async () => {
  await table.close();
});

const lifetime = lifetimeOf('ready', testStart, 'key');
async function keep(domain: string, key: string): Promise<void> {
  const answer = { ...exampleAnswer, metadata: { ...exampleAnswer.metadata, generatedAt: `by ${key}` } };
  await keepAnswer({ domain, key, executionName: 'execution-1', answer, lifetime });
}

describe('the latest answer about a company', () => {
  it('is the one noted last', async () => {
    await keep('acme.com', 'first');
    await keep('acme.com', 'second');
    await noteLatestAnswer('acme.com', 'first', lifetime.keptUntil);
    await noteLatestAnswer('acme.com', 'second', lifetime.keptUntil);

    const kept = await readLatestAnswer('acme.com', testStart);

    expect(kept?.answer.metadata.generatedAt).toBe('by second');
  });

  it('is none where nothing was noted, what was noted is gone, or its time has passed', async () => {
    await keep('late.com', 'old');
    await noteLatestAnswer('gone.com', 'lost', lifetime.keptUntil);
    await noteLatestAnswer('late.com', 'old', testStart / 1000 + 60);

    expect(await readLatestAnswer('nobody.com', testStart)).toBeNull();
    expect(await readLatestAnswer('gone.com', testStart)).toBeNull();
    expect(await readLatestAnswer('late.com', testStart + 61_000)).toBeNull();
  });
});
