import { describe, expect, it } from 'vitest';
import { createCitationList, isRecordQuote } from '../../../../local/enrich/citations.ts';

const citation = (quote: string, url = 'https://acme.example/about') => ({ quote, url, observedAt: '2026-01-01' });

describe('createCitationList', () => {
  it('gives the same quote of the same site one number, wherever it stands there', () => {
    const citations = createCitationList();

    const marks = citations.cite([citation('Acme grew.'), citation('Acme grew.', 'https://acme.example/team')]);

    expect(marks).toBe(' [1]');
    expect(citations.entries).toHaveLength(1);
  });

  it('tells the same words of two sites apart, and three witnesses are enough', () => {
    const citations = createCitationList();
    const sites = ['a', 'b', 'c', 'd'].map((site) => citation('Acme grew.', `https://${site}.example/`));

    expect(citations.cite(sites)).toBe(' [1][2][3]');
  });

  it('prefers words to records, and cites one record where there are no words', () => {
    const citations = createCitationList();
    const records = [citation('"employees": 340'), citation('{"value":340}')];

    expect(citations.cite([...records, citation('340 people work at Acme.')])).toBe(' [1]');
    expect(citations.cite(records)).toBe(' [2]');
    expect(citations.entries.map(({ quote }) => quote)).toEqual(['340 people work at Acme.', '"employees": 340']);
  });

  it('cites nothing for nothing, and takes what is no URL for a place', () => {
    const citations = createCitationList();

    expect([citations.cite(undefined), citations.cite([])]).toEqual(['', '']);
    expect(citations.cite([citation('acme.example. MX 1 mx.example', 'dns:acme.example')])).toBe(' [1]');
    expect(citations.cite([citation('acme.example. MX 1 mx.example', 'no url')])).toBe(' [2]');
  });
});

describe('isRecordQuote', () => {
  it.each([
    ['"total":7', true],
    ['{"mainsnak":{}}', true],
    ['“We grew,” she said.', false],
    ['"We grew" is what she said.', false],
  ])('judges %s: %s', (quote, isRecord) => {
    expect(isRecordQuote({ quote })).toBe(isRecord);
  });
});
