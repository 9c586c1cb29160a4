import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnswerView } from '../../../../client/index.ts';
import { renderAnswer } from '../../../../local/enrich/brief.ts';
import { clip, hang, wrapText } from '../../../../local/enrich/layout.ts';
import { formatFieldName, formatValue } from '../../../../local/enrich/values.ts';
import { evidenceOf, exampleAnswer, exampleIntelligence } from '../../functions/examples.ts';

const viewOf = (facts: object = {}, metadata: object = {}): AnswerView => ({
  ...exampleAnswer,
  companyIntelligence: { ...exampleIntelligence, ...facts } as AnswerView['companyIntelligence'],
  metadata: {
    ...exampleAnswer.metadata,
    requestId: 'req_1',
    fromCache: false,
    freshness: { state: 'fresh', ageSeconds: 0, refreshAfter: null },
    ...metadata,
  },
});
const lineWith = (text: string, start: string) => text.split('\n').find((line) => line.startsWith(start)) ?? '';

describe('renderAnswer', () => {
  it('numbers each quote once, and prints it with URL and date', () => {
    const brief = renderAnswer(viewOf(), 100);

    expect(brief).toContain('Robots for warehouses. [1]');
    expect(lineWith(brief, 'Products')).toBe('Products              Lifter [2]; Sorter [3]');
    expect(brief).toContain('• Acme sells robots to warehouses. [1]');
    expect(brief).toContain('[1]  “Robots for warehouses.”\n     https://acme.example/ · 2031-05-06');
    expect(brief.match(/“Robots for warehouses\.”/g)).toHaveLength(1);
  });

  it('marks what is no statement of the company, and asks what is unknown', () => {
    const brief = renderAnswer(viewOf(), 100);

    expect(brief).toContain('• They may be growing. (hypothesis)');
    expect(brief).toContain('RIVALS\n──────\nUnknown: nothing in the sources. Ask:\n? Whom do you use?');
    expect(lineWith(brief, 'Pricing model')).toBe('Pricing model         How do you charge?');
  });

  it('shows beside a value what contradicts it', () => {
    const alternatives = { '/founded': [{ value: 2001, confidence: 0.4, evidence: evidenceOf('Since 2001.') }] };

    const brief = renderAnswer(viewOf({ founded: 1998, alternatives }), 100);

    expect(lineWith(brief, 'Founded')).toMatch(/^Founded {15}1998.* \(others say 2001 \[\d\]\)$/);
  });

  it('lists the sources with outcome, time and credibility', () => {
    const source = exampleIntelligence.sources[0];
    const sources = [
      source,
      { ...source, name: 'News', outcome: 'error', reason: 'timeout', credibilityScore: null, url: null },
    ];

    const brief = renderAnswer(viewOf({ sources }), 100);

    expect(lineWith(brief, 'matched')).toBe('matched      120 ms  0.90  Own site, home  https://acme.example/');
    expect(lineWith(brief, 'error')).toBe('error        120 ms        News (no answer in time)');
  });

  it('says whether the answer was kept, and how the intent was found', () => {
    const brief = { ...exampleIntelligence.brief, intent: { value: 'renewal', confidence: 0.4, given: false } };
    const fresh = renderAnswer(viewOf(), 100);
    const kept = renderAnswer(viewOf({ brief, companyName: null }, { fromCache: true }), 100);

    expect(fresh).toContain('account-executive, discovery · ready · 12.3 s · quality 80 % · $0.00');
    expect(kept).toContain('renewal (detected, 40 % sure) · ready · kept, fresh');
    expect(kept).toContain('acme.example · acme.example');
  });

  it('leaves out what there is nothing of', () => {
    const bare = {
      ...Object.fromEntries(Object.keys(exampleIntelligence).map((field) => [field, null])),
      domain: 'acme.example',
      brief: { ...exampleIntelligence.brief, summary: null, sections: [] },
      evidence: {},
      unknowns: [],
      sources: [],
    };

    const brief = renderAnswer(viewOf(bare), 60);

    expect(brief).not.toMatch(/FACTS|UNKNOWN|CITATIONS/);
    expect(brief).not.toContain('undefined');
  });

  it('does not repeat a summary that is the description', () => {
    const brief = renderAnswer(
      viewOf({ brief: { ...exampleIntelligence.brief, summary: 'Robots for warehouses.', sections: [] } }),
      100,
    );

    expect(brief.match(/^Robots for warehouses\./gm)).toHaveLength(1);
  });

  it('says the description once, cited, and goes on with what the summary adds', () => {
    const brief = renderAnswer(
      viewOf({ brief: { ...exampleIntelligence.brief, summary: 'Robots for warehouses. Sells Lifter.' } }),
      100,
    );

    expect(brief).toContain('Robots for warehouses. [1] Sells Lifter.');
  });

  it('shows a summary that is not the description beside it', () => {
    const brief = { ...exampleIntelligence.brief, summary: 'Acme sells robots.', sections: [] };

    expect(renderAnswer(viewOf({ brief }), 100)).toContain('Acme sells robots.\n\nRobots for warehouses. [1]');
    expect(renderAnswer(viewOf({ brief, description: null }), 100)).toContain('═\n\nAcme sells robots.\n');
  });

  it('lists all that is unknown once, at the end', () => {
    const section = {
      ...exampleIntelligence.brief.sections[0],
      id: 'unknowns',
      title: 'Unknown so far',
      statements: [],
    };
    const brief = { ...exampleIntelligence.brief, sections: [section] };

    expect(renderAnswer(viewOf({ brief }), 100)).not.toContain('UNKNOWN SO FAR');
    expect(renderAnswer(viewOf({ brief, unknowns: [] }), 100)).toContain('UNKNOWN SO FAR');
  });

  it('gives each reason why there is no brief once, in words', () => {
    const resolution = {
      outcome: 'unreachable' as const,
      candidates: [],
      reasons: ['no_address', 'no_address', 'http_404', 'odd_code'],
    };

    const text = renderAnswer({ ...viewOf(), companyIntelligence: null, resolution }, 100);

    expect(text.match(/The domain has no web address\./g)).toHaveLength(1);
    expect(text).toContain('  Its homepage answers with HTTP status 404.\n  Odd code.');
  });

  it.each([
    ['ambiguous', 'several companies may be meant'],
    ['parked', 'the domain is parked'],
  ] as const)('explains why there is no brief for an %s domain', (outcome, words) => {
    const candidates = [
      { name: 'Acme AS', domain: 'acme.no' as never, description: null, matchScore: 0.7, matchedOn: [] },
    ];
    const resolution = { outcome, candidates: outcome === 'ambiguous' ? candidates : [], reasons: ['Two names.'] };

    const text = renderAnswer({ ...viewOf(), companyIntelligence: null, resolution }, 80);

    expect(text).toContain(words);
    expect(text).toContain('Two names.');
    expect(text.includes('Acme AS · acme.no (70 %)')).toBe(outcome === 'ambiguous');
  });

  it('explains also an early end that gives no reason', () => {
    expect(renderAnswer({ ...viewOf(), companyIntelligence: null }, 80)).toContain('no company was found');
  });

  it('keeps within the width, however narrow', () => {
    fc.assert(
      fc.property(fc.integer({ min: 40, max: 140 }), fc.string(), (width, description) => {
        const evidence = { '/description': evidenceOf(description) };

        const lines = renderAnswer(viewOf({ description, evidence }), width).split('\n');

        expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe('wrapText', () => {
  it('loses no word and keeps the width', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 60 }), (text, width) => {
        const lines = wrapText(text, width);

        expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        expect(lines.every((line) => line.length <= width)).toBe(true);
      }),
    );
  });

  it('indents what follows the first line', () => {
    expect(hang('• ', 'one two three', 10)).toEqual(['• one two', '  three']);
  });
});

describe('clip', () => {
  it('marks what it cuts', () => {
    expect([clip('abcdef', 4), clip('abc', 4)]).toEqual(['abc…', 'abc']);
  });
});

describe('formatValue', () => {
  it.each([
    [1999, '1999'],
    [12_500, '12,500'],
    ['text', 'text'],
    [{ name: 'Ada Berg', title: 'CEO' }, 'Ada Berg, CEO'],
    [{ network: 'x', url: 'https://x.com/a' }, 'x: https://x.com/a'],
    [{ openJobs: 12, teams: ['Sales', 'R&D'] }, '12 open jobs: Sales, R&D'],
    [{ openJobs: 1, teams: [] }, '1 open job'],
    [{ openJobs: null, teams: [] }, 'open jobs'],
    [{ type: 'Series A', amount: 5_000_000, currency: 'EUR', date: '2030-02' }, 'Series A, 5,000,000 EUR, 2030-02'],
    [{ type: 'Seed', amount: null, currency: null, date: null }, 'Seed'],
    [{ amount: 7, currency: null, period: '2030' }, '7, 2030'],
    [{ type: 'hiring', text: 'They hire.', date: '2031-01-02' }, 'They hire., 2031-01-02'],
    [{ title: 'News', url: 'https://n.example', publishedAt: null }, 'News'],
    [{ low: 1, high: 2 }, 'low 1, high 2'],
  ])('writes %j as %s', (value, text) => {
    expect(formatValue(value)).toBe(text);
  });
});

describe('formatFieldName', () => {
  it('is words', () => {
    expect(formatFieldName('targetMarkets')).toBe('Target markets');
  });
});
