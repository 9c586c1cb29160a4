import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Intent,
  intents,
  type UserRole,
  userRoles,
} from '../../../../../../../functions/lib/company/perspective.ts';
import type { ProfileField } from '../../../../../../../functions/lib/company/profile.ts';
import { countCardWords, wordsOfPage } from '../../../../../../../functions/lib/engines/embedded/brief/battlecard.ts';
import { composeSections } from '../../../../../../../functions/lib/engines/embedded/brief/compose.ts';
import { finishSections } from '../../../../../../../functions/lib/engines/embedded/brief/finish.ts';
import { sectionsFor } from '../../../../../../../functions/lib/engines/embedded/brief/perspectives.ts';
import type { BriefSection, Statement } from '../../../../../../../functions/lib/engines/insights.ts';
import { fact, observedAt, text } from '../../../analysis/fixtures.ts';

const now = Date.parse(observedAt);
const core: Readonly<Record<UserRole, readonly string[]>> = {
  'account-executive': [
    'snapshot',
    'business-model',
    'financing',
    'objectives',
    'triggers',
    'meddpicc',
    'meddpicc-metrics',
    'meddpicc-economic-buyer',
    'meddpicc-decision-criteria',
    'meddpicc-decision-process',
    'meddpicc-paper-process',
    'meddpicc-pain',
    'meddpicc-champion',
    'meddpicc-competition',
    'stakeholders',
    'product-fit',
    'next-step',
  ],
  'solutions-engineer': [
    'systems',
    'integrations',
    'compliance',
    'scale',
    'team-capability',
    'proof-of-concept',
    'technical-risks',
  ],
  'business-development-rep': [
    'reasons-to-call',
    'who-to-try',
    'opener',
    'qualifiers',
    'disqualifiers',
    'openers-by-channel',
    'do-not-say',
  ],
  'customer-success-manager': [
    'health-picture',
    'renewal-risk',
    'expansion-signals',
    'stakeholder-changes',
    'value-proof',
    'renewal-plan',
    'review-questions',
  ],
};
const added: Readonly<Record<Intent, readonly string[]>> = {
  discovery: [
    'snapshot',
    'offering',
    'current-approach',
    'triggers',
    'qualifiers',
    'disqualifiers',
    'discovery-questions',
    'champion-questions',
    'hypotheses',
    'unknowns',
  ],
  competitive: [
    'incumbents',
    'rivals',
    'side-by-side',
    'rival-strengths',
    'our-strengths',
    'win-lose',
    'objections',
    'traps',
    'switching-cost',
    'news',
  ],
  renewal: [
    'health-picture',
    'early-warnings',
    'stakeholder-changes',
    'organisation-events',
    'competitive-threat',
    'value-proof',
    'expansion-signals',
    'renewal-plan',
    'flag-rules',
  ],
};
const optional = ['procurement-gates', 'competing-technology', 'account-score'];
const perspectives = userRoles.flatMap((role) => intents.map((intent) => [role, intent] as const));

const article = text('Globex buys robots. It raised money on September 1, 2026 and runs on Salesforce.');
const supposition = (over: Partial<Statement> = {}): Statement => ({
  text: 'Globex buys robots.',
  basis: 'stated',
  confidence: 0.5,
  evidence: fact(article, 'products', 'robots', 'Globex buys robots.').evidence,
  ...over,
});

function finish(sections: readonly BriefSection[], userRole: UserRole, intent: Intent, filled: ProfileField[] = []) {
  return finishSections(sections, { userRole, intent, filled: new Set(filled), now });
}

/** The sections of a brief, each with the given statements. */
function filledWith(userRole: UserRole, intent: Intent, ...statements: Statement[]): BriefSection[] {
  return sectionsFor(userRole, intent).map((id) => ({
    id,
    title: id,
    status: 'known',
    statements,
    questions: [],
    score: null,
  }));
}

describe.each(perspectives)('a finished brief for %s in %s', (role, intent) => {
  it('has every core section of the role and of the situation, in order, whatever the engine left out', () => {
    const ids = finish([], role, intent).map(({ id }) => id);

    expect(ids.filter((id) => core[role].includes(id))).toEqual(core[role]);
    expect(ids.filter((id) => added[intent].includes(id)).toSorted()).toEqual(added[intent].toSorted());
    const rest = added[intent].filter((id) => !sectionsFor(role, 'discovery').some((one) => one === id));
    expect(ids.filter((id) => rest.includes(id) && !core[role].includes(id))).toEqual(
      rest.filter((id) => !core[role].includes(id)),
    );
    expect(ids.filter((id) => optional.includes(id))).toEqual([]);
  });

  it('states evidence in each section, or says unknown and asks', () => {
    for (const section of [
      ...finish([], role, intent),
      ...finish(filledWith(role, intent, supposition()), role, intent),
    ]) {
      const isKnown = section.statements.length > 0;
      expect(section.status === 'known', section.id).toBe(isKnown);
      expect(section.questions.length, section.id).toBeGreaterThan(0);
      expect(section.statements.every(({ evidence }) => evidence.length > 0)).toBe(true);
    }
  });

  it('is the same when it is finished twice', () => {
    const once = finish(filledWith(role, intent, supposition({ occurredOn: '2026-09-01' })), role, intent);

    expect(finish(once, role, intent)).toEqual(once);
  });
});

describe('a finished brief', () => {
  it('tells the age of events in days, counted from the last day that the date allows', () => {
    const event = (occurredOn: string) => supposition({ text: occurredOn, occurredOn });
    const brief = finish(
      filledWith('account-executive', 'discovery', event('2026-10-02'), event('2026-09'), event('2025')),
      'account-executive',
      'discovery',
    );

    const ages = brief.find(({ id }) => id === 'triggers')?.statements.map(({ ageDays }) => ageDays);
    expect(ages).toEqual([30, 32, 305]);
  });

  it('marks a battlecard: public words in public sections may leave the house, readings may not', () => {
    const brief = finish(
      filledWith('account-executive', 'competitive', supposition(), supposition({ text: 'So.', basis: 'derived' })),
      'account-executive',
      'competitive',
    );
    const marksOf = (wanted: string) =>
      brief.find(({ id }) => id === wanted)?.statements.map(({ audience }) => audience);

    expect(marksOf('our-strengths')).toEqual(['EXTERNAL_OK', 'INTERNAL']);
    expect(marksOf('win-lose')).toEqual(['INTERNAL', 'INTERNAL']);
    expect(marksOf('snapshot')).toEqual([undefined, undefined]);
  });

  it.each([
    [30, '2026-10-02', false],
    [31, '2026-10-01', true],
  ])('calls a statement of a battlecard of %s days stale or not', (_days, occurredOn, stale) => {
    const brief = finish(
      filledWith('account-executive', 'competitive', supposition({ occurredOn })),
      'account-executive',
      'competitive',
    );

    expect(brief.find(({ id }) => id === 'news')?.statements).toMatchObject([{ stale }]);
  });

  it('counts what was seen long ago as stale even where it tells of no event', () => {
    const [item] = supposition().evidence;
    const old = supposition({ evidence: [{ ...item!, observedAt: '2026-08-01T00:00:00.000Z' }] });
    const brief = finish(filledWith('account-executive', 'competitive', old), 'account-executive', 'competitive');

    expect(brief.find(({ id }) => id === 'rivals')?.statements).toMatchObject([{ stale: true }]);
  });

  it('holds a battlecard to one page, and leaves no known section bare', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 45 }), { minLength: 1, maxLength: 8 }), (lengths) => {
        const statements = lengths.map((words, index) =>
          supposition({ text: `${index} ${'word '.repeat(words)}`.trim() }),
        );

        const brief = finish(
          filledWith('solutions-engineer', 'competitive', ...statements),
          'solutions-engineer',
          'competitive',
        );

        const cards = brief.filter(({ id }) => added.competitive.includes(id));
        expect(cards.every((section) => section.statements.length >= 1 && section.statements.length <= 3)).toBe(true);
        if (lengths.every((words) => words <= 25)) expect(countCardWords(brief)).toBeLessThanOrEqual(wordsOfPage);
      }),
      { numRuns: 60 },
    );
  });

  it('has a plan for 180, 90, 60 and 30 days, and rules for when to raise the flag', () => {
    const brief = finish([], 'customer-success-manager', 'renewal');
    const guidanceOf = (wanted: string) => brief.find(({ id }) => id === wanted)?.guidance ?? [];

    expect(guidanceOf('renewal-plan').map((step) => Number.parseInt(step, 10))).toEqual([180, 90, 60, 30]);
    const rules = guidanceOf('flag-rules').join(' ');
    for (const sign of [/30 %/, /champion/i, /90 days/, /export/]) expect(rules).toMatch(sign);
  });

  it('gives development reps a do-not-say list, four qualifiers, and a score with visible parts', () => {
    const sections = composeSections(
      [
        fact(article, 'techStack', 'Salesforce', 'runs on Salesforce', 'derived'),
        fact(article, 'competitors', 'Globex', 'Globex'),
      ],
      'business-development-rep',
      'discovery',
    );

    const brief = finish(sections, 'business-development-rep', 'discovery', ['techStack']);

    expect(brief.find(({ id }) => id === 'do-not-say')?.guidance?.length).toBeGreaterThanOrEqual(4);
    expect(brief.find(({ id }) => id === 'do-not-say')?.statements).toMatchObject([{ basis: 'derived' }]);
    expect(brief.find(({ id }) => id === 'qualifiers')?.questions.map((question) => question.split(':')[0])).toEqual([
      'Pain',
      'Impact',
      'Timeline',
      'Authority',
    ]);
    expect(brief.find(({ id }) => id === 'account-score')).toMatchObject({ score: { value: 1, of: 5 } });
  });

  it('asks eight to twelve questions in discovery, and lists what is unknown', () => {
    const brief = finish([], 'account-executive', 'discovery', ['revenue', 'techStack']);
    const questionsOf = (wanted: string) => brief.find(({ id }) => id === wanted)?.questions ?? [];

    expect(questionsOf('discovery-questions').length).toBeGreaterThanOrEqual(8);
    expect(questionsOf('discovery-questions').length).toBeLessThanOrEqual(12);
    expect(questionsOf('unknowns')).toHaveLength(8);
    expect(questionsOf('unknowns').join(' ')).not.toMatch(/yearly revenue/);
  });
});
