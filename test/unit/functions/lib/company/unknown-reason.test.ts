import { describe, expect, it } from 'vitest';
import type { AnswerSource } from '../../../../../functions/lib/company/answer.ts';
import { whyUnknown } from '../../../../../functions/lib/company/unknown-reason.ts';

const source = (id: string, outcome: AnswerSource['outcome'], reason?: string): AnswerSource => ({
  ...{ id, name: id, kind: 'registry', url: null, outcome, credibilityScore: null, observedAt: null },
  ...{ freshness: 'unknown', ms: 1, costUsd: 0, ...(reason === undefined ? {} : { reason }) },
});

describe('why a field is unknown', () => {
  it.each<[string, AnswerSource[], string]>([
    ['one that may have it answered', [source('wikidata', 'no_match'), source('sec-edgar', 'error')], 'not_found'],
    ['a page was read', [source('own-site:acme.example/about', 'matched')], 'not_found'],
    ['all that may have it failed', [source('wikidata', 'error'), source('serpapi', 'skipped')], 'sources_failed'],
    ['all of them were late', [source('wikidata', 'not_run', 'late')], 'sources_failed'],
    ['a source failed that never has it', [source('gdelt', 'error'), source('rdap', 'matched')], 'not_asked'],
    ['nobody was asked', [source('serpapi', 'not_run', 'budget')], 'not_asked'],
    ['there is no source at all', [], 'not_asked'],
  ])('is told where %s', (_what, sources, expected) => {
    expect(whyUnknown('revenue', sources)).toBe(expected);
  });
});
