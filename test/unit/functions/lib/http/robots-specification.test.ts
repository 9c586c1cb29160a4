import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isPathAllowed, parseRobots } from '../../../../../functions/lib/http/robots-rules.ts';

interface Row {
  readonly robots: string;
  readonly userAgent: string;
  readonly url: string;
  readonly allowed: boolean;
  /** Where the example stands. */
  readonly source: string;
}

/** Examples of RFC 9309 and https://developers.google.com/crawling/docs/robots-txt/robots-txt-spec. */
const rows = readFileSync(join(import.meta.dirname, 'robots-specification.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Row);

describe('the examples of the specifications', () => {
  it.each(rows)('$source: $userAgent at $url → $allowed', ({ robots, userAgent, url, allowed }) => {
    expect(isPathAllowed(parseRobots(robots, userAgent), url)).toBe(allowed);
  });
});
