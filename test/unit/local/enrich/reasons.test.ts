import { describe, expect, it } from 'vitest';
import { explainResolution, explainSource } from '../../../../local/enrich/reasons.ts';

describe('why there is no brief', () => {
  it.each([
    ['no_address', 'The domain has no web address.'],
    ['http_503', 'Its homepage answers with HTTP status 503.'],
    ['never_seen_before', 'Never seen before.'],
    ['Two names.', 'Two names.'],
  ])('reads %s as a sentence', (reason, sentence) => {
    expect(explainResolution(reason)).toBe(sentence);
  });
});

describe('why a source gave nothing', () => {
  it.each([
    ['no_gap', 'nothing left to ask it for'],
    ['http_404', 'HTTP status 404'],
    ['no_filer', 'no filer'],
  ])('reads %s in words', (reason, words) => {
    expect(explainSource(reason)).toBe(words);
  });
});
