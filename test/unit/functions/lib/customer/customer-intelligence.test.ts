import { describe, expect, it } from 'vitest';
import type { FieldFact, ProfileField } from '../../../../../functions/lib/company/profile.ts';
import { composeCustomerIntelligence } from '../../../../../functions/lib/customer/customer-intelligence.ts';
import { recallFacts } from '../../../../../functions/lib/customer/recall-facts.ts';
import { type Side, takeSide } from '../../../../../functions/lib/customer/sides.ts';
import { addVendor } from '../../../../../functions/lib/customer/vendor-sections.ts';
import type { Excerpt } from '../../../../../functions/lib/engines/embedded/brief/excerpts.ts';
import { sectionsFor } from '../../../../../functions/lib/engines/embedded/brief/perspectives.ts';
import type { BriefSection } from '../../../../../functions/lib/engines/insights.ts';
import { exampleIntelligence } from '../../examples.ts';
import { evidence, fact, observedAt, text } from '../analysis/fixtures.ts';

const now = Date.parse(observedAt);
const prospectPage = text('Globex runs warehouses.', { url: 'https://globex.example/' });
const vendorPage = text('Acme sells software.', { url: 'https://acme.example/' });
const theirs = (field: ProfileField, value: unknown, quote = String(value)) => fact(prospectPage, field, value, quote);
const ours = (field: ProfileField, value: unknown, quote = String(value)) => fact(vendorPage, field, value, quote);
const sentence = (kind: Excerpt['kind'], quote: string): Excerpt => ({ kind, evidence: evidence(vendorPage, quote) });

const prospectOf = (...facts: FieldFact[]): Side =>
  takeSide({ domain: 'globex.example', name: 'Globex', facts, excerpts: [] });
const vendorOf = (facts: FieldFact[], excerpts: Excerpt[] = []) => ({
  side: takeSide({ domain: 'acme.example', name: 'Acme', facts, excerpts }),
});

const warehouses = [
  theirs('description', 'Globex is a logistics company with warehouses.'),
  theirs('employees', 1500),
  theirs('headquarters', 'Utrecht, Netherlands'),
  theirs('techStack', 'Salesforce'),
  theirs('complianceBadges', 'ISO 27001', 'Globex is certified to ISO 27001.'),
  theirs('keyExecutives', { name: 'Ann Lee', title: 'Chief Financial Officer' }, 'Ann Lee'),
  theirs('keyExecutives', { name: 'Bo Ray', title: 'Chief Operating Officer' }, 'Bo Ray'),
  theirs('keyExecutives', { name: 'Cy Dee', title: 'Poet' }, 'Cy Dee'),
  theirs('buyingSignals', { type: 'funding', text: 'Globex raises money for faster picking', date: '2026-10-02' }),
  theirs('businessChallenges', 'Globex faces a labour shortage.'),
];
const seller = [
  ours('targetMarkets', 'Logistics'),
  ours('targetMarkets', 'Enterprises'),
  ours('marketPresence', 'Used in the Netherlands and Belgium.'),
  ours('valuePropositions', 'Make picking faster by a third'),
  ours('description', 'Acme is picking software.'),
  ours('pricingModel', 'subscription', 'Acme is priced per site and month, service included.'),
  ours('employees', 40),
  ours('customers', 'Initech'),
  ours('competitors', 'Hooli'),
];
const said = [
  sentence('integration', 'Acme connects to Salesforce and SAP.'),
  sentence('proof', 'Initech saved 20 percent of its hours.'),
  sentence('comparison', 'Acme is live in a day.'),
  sentence('comparison', 'If you need six levels of approval, buy Hooli.'),
];

describe('a prospect as a vendor sees it', () => {
  it('scores the fit by what both sides state, each ground with its points, reason and evidence', () => {
    const { fit } = composeCustomerIntelligence(prospectOf(...warehouses), vendorOf(seller, said), now);

    expect(fit).toMatchObject({ status: 'known', score: 1, confidence: 1, relationship: 'none', questions: [] });
    expect(fit.parts.map(({ criterion, points }) => [criterion, points])).toEqual([
      ['market', 1],
      ['size', 1],
      ['technology', 1],
      ['region', 1],
      ['timing', 1],
    ]);
    expect(fit.parts.every(({ reason, evidence: found }) => reason !== '' && found.length > 0)).toBe(true);
  });

  it('gives no score where little could be judged: an event alone makes nobody a customer', () => {
    const prospect = prospectOf(
      theirs('buyingSignals', { type: 'funding', text: 'Globex raises money', date: '2026-10-02' }),
    );

    const { fit } = composeCustomerIntelligence(prospect, vendorOf([ours('description', 'Acme is cold.')]), now);

    expect(fit).toMatchObject({ status: 'known', score: null, confidence: 0.2 });
    expect(fit.questions).toHaveLength(4);
  });

  it('counts what speaks against it, and leaves out of the score what it cannot judge', () => {
    const prospect = prospectOf(theirs('description', 'Globex bakes bread.'), theirs('employees', 12));

    const { fit } = composeCustomerIntelligence(prospect, vendorOf(seller, said), now);

    expect(fit).toMatchObject({ score: 0, confidence: 0.55 });
    expect(fit.parts.filter(({ points }) => points === null).map(({ criterion }) => criterion)).toEqual([
      'technology',
      'region',
      'timing',
    ]);
    expect(fit.questions).toHaveLength(3);
  });

  it('judges neither side where nothing is known', () => {
    const { fit, talkingPoints } = composeCustomerIntelligence(prospectOf(), vendorOf([]), now);

    expect(fit).toMatchObject({ status: 'unknown', score: null, confidence: 0 });
    expect(talkingPoints).toMatchObject({ status: 'unknown', statements: [] });
    expect(talkingPoints.questions).not.toEqual([]);
  });

  it.each([
    ['rival', 'competitors', 0],
    ['customer', 'customers', 1],
    ['partner', 'partnerships', 1],
  ] as const)('sees that it is a %s already', (relationship, field, score) => {
    const vendor = vendorOf([...seller, ours(field, 'Globex')], said);

    const { fit, incumbents } = composeCustomerIntelligence(prospectOf(...warehouses), vendor, now);

    expect(fit).toMatchObject({ relationship, score });
    expect(incumbents.statements[0]?.text).toContain('Globex');
  });

  it('sees a rival of the vendor in use, with evidence of both companies', () => {
    const prospect = prospectOf(theirs('techStack', 'Hooli'), theirs('partnerships', 'Hooli'));

    const { incumbents } = composeCustomerIntelligence(prospect, vendorOf(seller), now);

    expect(incumbents.statements[0]?.text).toBe('Globex uses Hooli, which Acme names as a rival.');
    expect(new Set(incumbents.statements[0]?.evidence.map(({ about }) => about))).toEqual(
      new Set(['globex.example', 'acme.example']),
    );
  });

  it('names decision makers by public role, and supposes only what the title says', () => {
    const { decisionMakers } = composeCustomerIntelligence(prospectOf(...warehouses), vendorOf(seller), now);

    expect(decisionMakers.statements.map(({ text: told, basis }) => [told, basis])).toEqual([
      [
        'Bo Ray, Chief Operating Officer: by the title, runs the work it changes; nearest to whom we sell to.',
        'derived',
      ],
      ['Ann Lee, Chief Financial Officer: by the title, pays.', 'derived'],
      ['Cy Dee, Poet.', 'stated'],
    ]);
  });

  it('sets promises beside what moves the prospect, as hypotheses, and says what not to claim', () => {
    const { positioningGuidance } = composeCustomerIntelligence(prospectOf(...warehouses), vendorOf(seller, said), now);

    expect(positioningGuidance.statements.map(({ text: told }) => told)).toEqual([
      '“Make picking faster by a third” may matter to them, who say: “Globex raises money for faster picking”.',
      'Acme in its own words: “Acme is picking software”.',
      'Not our ground here: “If you need six levels of approval, buy Hooli”.',
    ]);
    expect(positioningGuidance.statements[0]?.basis).toBe('hypothesis');
  });

  it('concedes nothing where its comparison sends readers to the vendor itself', () => {
    const comparison = [
      'Choose Acme when you pick below zero.',
      'Choose us when it is cold.',
      'Acme is the better choice in halls.',
      'Buy Hooli for tents.',
    ].map((quote) => sentence('comparison', quote));

    const { positioningGuidance } = composeCustomerIntelligence(
      prospectOf(...warehouses),
      vendorOf(seller, comparison),
      now,
    );

    const conceded = positioningGuidance.statements.filter(({ text: told }) => told.startsWith('Not our ground'));
    expect(conceded.map(({ text: told }) => told)).toEqual(['Not our ground here: “Buy Hooli for tents”.']);
  });

  it('gives proof to tell, and what just happened with its age', () => {
    const { talkingPoints } = composeCustomerIntelligence(prospectOf(...warehouses), vendorOf(seller, said), now);

    expect(talkingPoints.statements[0]).toMatchObject({
      text: 'Initech saved 20 percent of its hours.',
      basis: 'stated',
    });
    expect(talkingPoints.statements.at(-1)).toMatchObject({ occurredOn: '2026-10-02', ageDays: 30 });
  });

  it('expects objections from what the prospect has, with replies from the vendor’s own pages or none', () => {
    const { objections } = composeCustomerIntelligence(prospectOf(...warehouses), vendorOf(seller, said), now);

    expect(objections.statements.map(({ text: told }) => told)).toEqual([
      '“How does it work with what we have: Salesforce?” Reply: “Acme connects to Salesforce and SAP”.',
      '“We hold ISO 27001; what do you hold?” No reply in the sources: find one before the meeting.',
      '“Are you large enough for us?” Reply: “Customers that are named: Initech”.',
      '“Not now: “Globex faces a labour shortage”” Reply: “Initech saved 20 percent of its hours”.',
      '“What does it cost, and what drives that?” Reply: “Acme is priced per site and month, service included”.',
    ]);
    expect(objections.statements.every(({ basis }) => basis === 'hypothesis')).toBe(true);
  });

  it('tells of the prospect alone where the vendor is lost', () => {
    const customer = composeCustomerIntelligence(
      prospectOf(...warehouses),
      { domain: 'acme.example', reason: 'timeout' },
      now,
    );

    expect(customer.vendor).toEqual({ domain: 'acme.example', name: null, status: 'unknown', reason: 'timeout' });
    expect(customer.fit).toMatchObject({ status: 'unknown', score: null });
    expect(customer.decisionMakers.status).toBe('known');
    expect(
      [customer.positioningGuidance, customer.talkingPoints, customer.objections].map(({ status }) => status),
    ).toEqual(Array(3).fill('unknown'));
  });
});

describe('the sections of a brief that ask who we are', () => {
  const bare = (id: string): BriefSection => ({
    id,
    title: id,
    status: 'unknown',
    statements: [],
    questions: ['?'],
    score: null,
  });
  const card = sectionsFor('account-executive', 'competitive').map(bare);
  const textsOf = (sections: readonly BriefSection[], wanted: string) =>
    sections.find(({ id }) => id === wanted)?.statements.map(({ text: told }) => told);

  it('are filled from the vendor’s pages: where we win and lose, traps, strengths with proof', () => {
    const filled = addVendor(card, { prospect: prospectOf(...warehouses), vendor: vendorOf(seller, said).side });

    expect(textsOf(filled, 'our-strengths')).toEqual([
      'Initech saved 20 percent of its hours.',
      'Make picking faster by a third',
    ]);
    expect(textsOf(filled, 'win-lose')).toEqual([
      'We win: “Acme is live in a day”.',
      'We lose: “If you need six levels of approval, buy Hooli”.',
    ]);
    expect(textsOf(filled, 'rivals')).toEqual(['Acme compares itself with: Hooli.']);
    expect(textsOf(filled, 'rival-strengths')).toEqual(['If you need six levels of approval, buy Hooli.']);
    expect(textsOf(filled, 'traps')?.[0]).toContain('May be made a requirement against us');
    expect(textsOf(filled, 'snapshot')).toEqual([]);
  });

  it('set both side by side where the prospect is the rival', () => {
    const rival = takeSide({ domain: 'hooli.example', name: 'Hooli', facts: warehouses, excerpts: [] });

    const filled = addVendor(card, { prospect: rival, vendor: vendorOf(seller, said).side });

    expect(textsOf(filled, 'side-by-side')).toContain('Employees: Acme 40, Hooli 1500.');
    expect(textsOf(filled, 'rivals')).toEqual(['Globex is a logistics company with warehouses.']);
  });
});

describe('recalled facts', () => {
  it('are those of a kept answer that carry their quotes', () => {
    const facts = recallFacts(exampleIntelligence);

    expect(facts.length).toBeGreaterThan(0);
    expect(facts.every((one) => one.evidence.every(({ quote }) => quote !== ''))).toBe(true);
    expect(facts.map(({ field }) => field)).not.toContain('socialProfiles');
  });
});
