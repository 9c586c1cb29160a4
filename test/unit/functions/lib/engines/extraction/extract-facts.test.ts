import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../../../../functions/lib/engines/extraction/extract-facts.ts';
import { acme, page as site } from '../../analysis/fixtures.ts';
import { engineSurroundings, page, start, useEngines } from '../asking.ts';

const { play, counting } = useEngines();
const paragraphs = (text: string) =>
  text
    .split('\n')
    .map((line) => `<p>${line}</p>`)
    .join('');
let companies = 0;

/** Two pages big enough to be asked about apart; their words are new in each test. */
function extraction(changed = '') {
  const filler = `Ladder number ${companies} is safe and light. `.repeat(40);
  const documents = [
    site('/', paragraphs(`${page}\n${filler}`)),
    site('/team', paragraphs(`Ann Lee, CEO\n${filler}${changed}`)),
  ];
  return {
    ...({ engine: 'openai', company: acme, depth: 'standard', deadline: start + 20_000 } as const),
    ...{ content: { documents, facts: [] }, budgetUsd: 1, executionName: 'run' },
  };
}

describe('extractFacts', () => {
  it('asks about each page and gathers claims with their quotes', async () => {
    companies += 1;
    const count = counting('openai');

    const { claims, effort } = await extractFacts(extraction(), engineSurroundings());

    expect(count()).toBe(2);
    expect(claims).toContainEqual(expect.objectContaining({ field: 'founded', value: 1998 }));
    expect(claims).toContainEqual(expect.objectContaining({ field: 'keyExecutives' }));
    expect(effort).toMatchObject({ answers: 2, lost: 0, fromStore: 0 });
    expect(effort.costUsd).toBeGreaterThan(0);
  });

  it('asks again about a page that changed, and about no other', async () => {
    companies += 1;
    const first = await extractFacts(extraction(), engineSurroundings());
    const count = counting('openai');

    const same = await extractFacts(extraction(), engineSurroundings());
    expect(count()).toBe(0);
    const changed = await extractFacts(extraction('And new.'), engineSurroundings());

    expect(count()).toBe(1);
    expect(same).toMatchObject({ claims: first.claims, effort: { fromStore: 2, costUsd: 0 } });
    expect(changed.effort).toMatchObject({ answers: 2, fromStore: 1 });
  });

  it('goes without a question that was refused', async () => {
    companies += 1;
    play('openai', 'refuses', { times: 1 });

    const { effort } = await extractFacts(extraction(), engineSurroundings());

    expect(effort).toMatchObject({ answers: 1, lost: 1 });
  });

  it('fails with the reason when all questions are lost', async () => {
    companies += 1;
    play('openai', 'wrong-key');

    await expect(extractFacts(extraction(), engineSurroundings())).rejects.toMatchObject({ kind: 'auth' });
  });

  it('spends nothing that it was not given', async () => {
    companies += 1;
    const count = counting('openai');

    const failed = extractFacts({ ...extraction(), budgetUsd: 0.000_01 }, engineSurroundings());

    await expect(failed).rejects.toMatchObject({ kind: 'budget_spent', costUsd: 0 });
    expect(count()).toBe(0);
  });
});
