import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lifetimeOf } from '../../../../../functions/lib/cache/freshness.ts';
import { keepAnswer } from '../../../../../functions/lib/cache/keep-answer.ts';
import { noteLatestAnswer, readLatestAnswer } from '../../../../../functions/lib/cache/latest-answer.ts';
import type { Domain } from '../../../../../functions/lib/company/domain.ts';
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
async function keep(name: string, key: string): Promise<void> {
  const domain = name as Domain;
  const answer = { ...exampleAnswer, metadata: { ...exampleAnswer.metadata, generatedAt: `by ${key}` } };
  await keepAnswer({ domain, key, executionName: 'execution-1', answer, lifetime });
}

describe('the latest answer about a company', () => {
  it('is the one noted last', async () => {
    await keep('acme.com', 'first');
    await keep('acme.com', 'second');
    await noteLatestAnswer('acme.com' as Domain, 'first', lifetime.keptUntil);
    await noteLatestAnswer('acme.com' as Domain, 'second', lifetime.keptUntil);

    const kept = await readLatestAnswer('acme.com' as Domain, testStart);

    expect(kept?.answer.metadata.generatedAt).toBe('by second');
  });

  it('is none where nothing was noted, what was noted is gone, or its time has passed', async () => {
    await keep('late.com', 'old');
    await noteLatestAnswer('gone.com' as Domain, 'lost', lifetime.keptUntil);
    await noteLatestAnswer('late.com' as Domain, 'old', testStart / 1000 + 60);

    expect(await readLatestAnswer('nobody.com' as Domain, testStart)).toBeNull();
    expect(await readLatestAnswer('gone.com' as Domain, testStart)).toBeNull();
    expect(await readLatestAnswer('late.com' as Domain, testStart + 61_000)).toBeNull();
  });
});
