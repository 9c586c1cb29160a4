import { describe, expect, it } from 'vitest';
import { listEvidence } from '../../../../../../functions/lib/engines/briefing/evidence-list.ts';
import { promptBrief } from '../../../../../../functions/lib/engines/briefing/prompt.ts';
import { toStatements } from '../../../../../../functions/lib/engines/briefing/sections.ts';
import type { BriefSection } from '../../../../../../functions/lib/engines/insights.ts';
import { type MergeParts, mergeInsights } from '../../../../../../functions/lib/engines/voting/merge-insights.ts';
import { acme, fact, page } from '../../analysis/fixtures.ts';

const home = page('/', '<p>Acme builds ladders in Berlin.</p><p>Acme was founded in 2014.</p>');
const founded = fact(home, 'founded', 2014, 'Acme was founded in 2014.');
const evidence = listEvidence([founded], new Map());
const outline: BriefSection[] = [
  { id: 'snapshot', title: 'Snapshot', status: 'unknown', statements: [], questions: ['Who are you?'], score: null },
  { id: 'triggers', title: 'Triggers', status: 'unknown', statements: [], questions: ['Why now?'], score: null },
];
const said = (text: string, labels: string[], basis: 'stated' | 'derived' | 'hypothesis' = 'stated') => ({
  ...{ text, basis, evidence: labels },
});

describe('toStatements', () => {
  it('puts the quotes behind the numbers that the engine cites', () => {
    const answer = { sections: [{ id: 'snapshot', statements: [said('Acme was founded in 2014.', ['E1', 'E9'])] }] };

    const [snapshot, triggers] = toStatements(answer, outline, evidence);

    expect(snapshot?.statements).toMatchObject([
      { basis: 'stated', evidence: [{ quote: 'Acme was founded in 2014.' }] },
    ]);
    expect(triggers?.statements).toEqual([]);
  });

  it('takes nothing for sections that were not asked for, and no endless lists or sentences', () => {
    const many = Array.from({ length: 20 }, (_, index) => said(`Statement ${index}`, ['E1']));
    const answer = {
      sections: [
        { id: 'secrets', statements: [said('x', ['E1'])] },
        { id: 'triggers', statements: [...many, said('y'.repeat(1000), ['E1'])] },
      ],
    };

    const sections = toStatements(answer, outline, evidence);

    expect(sections.map(({ statements }) => statements.length)).toEqual([0, 6]);
  });

  it('calls nothing stated that rests on what was derived, and is hardly sure of hypotheses', () => {
    const derived = listEvidence([{ ...founded, basis: 'derived' }], new Map());
    const statements = [said('a', ['E1']), said('b', ['E1'], 'hypothesis'), said('c', [])];

    const [snapshot] = toStatements({ sections: [{ id: 'snapshot', statements }] }, outline, derived);

    expect(snapshot?.statements.map(({ basis }) => basis)).toEqual(['derived', 'hypothesis', 'stated']);
    expect(snapshot?.statements[1]?.confidence).toBeLessThanOrEqual(0.3);
    expect(snapshot?.statements[2]).toMatchObject({ confidence: 0, evidence: [] });
  });
});

describe('promptBrief', () => {
  it('gives evidence between markers and the sections outside', () => {
    const { prompt, system } = promptBrief(
      { company: acme, userRole: 'account-executive', intent: 'discovery', sections: outline },
      evidence,
    );

    expect(prompt).toMatch(/id="evidence">\nE1 \| founded: 2014 \| quote: Acme was founded in 2014\./);
    expect(prompt).toContain('- triggers: Triggers. Answers: Why now?');
    expect(system).not.toContain('2014');
  });
});

describe('mergeInsights', () => {
  const parts: Omit<MergeParts, 'brief'> = {
    content: { documents: [home], facts: [] },
    ...{ company: acme, userRole: 'account-executive', intent: 'discovery', scores: new Map() },
    ballots: [{ engine: 'openai', claims: [founded, { field: 'founded', value: 'never' }] }],
  };
  const written = (text: string) =>
    toStatements({ sections: [{ id: 'snapshot', statements: [said(text, ['E1'])] }] }, outline, evidence);

  it('lets a section be the engine’s where something of it holds', () => {
    const sections = written('Acme was founded in 2014.');

    const { insights, refused } = mergeInsights({ ...parts, brief: { engine: 'openai', sections } });

    expect(insights.sections.find(({ id }) => id === 'snapshot')).toMatchObject({
      engine: 'openai',
      statements: [{ text: 'Acme was founded in 2014.' }],
    });
    expect(insights.sections.find(({ id }) => id === 'triggers')?.engine).toBe('embedded');
    expect(refused.get('openai')).toBe(1);
    expect(insights.claims).toHaveLength(2);
  });

  it('fills a section by rules where nothing of the engine’s holds, and hands the invention on to be counted', () => {
    const sections = written('Acme was founded in 1999 by Initech.');

    const { insights, statementsRefused } = mergeInsights({ ...parts, brief: { engine: 'openai', sections } });

    const snapshot = insights.sections.find(({ id }) => id === 'snapshot');
    expect(snapshot?.engine).toBe('embedded');
    expect(snapshot?.statements.map(({ text }) => text)).toContain('Founded in 2014.');
    expect(snapshot?.statements.at(-1)?.text).toContain('Initech');
    expect(statementsRefused).toBe(1);
  });
});
