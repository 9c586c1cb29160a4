import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { writeSources } from '../../../docs/write-sources.ts';
import { sourceCatalog } from '../../../functions/lib/sources/catalog.ts';
import { defaultBudgetUsd } from '../../../functions/lib/sources/gaps.ts';

const document = readFileSync('docs/sources.md', 'utf8');

describe('docs/sources.md', () => {
  it('is what the catalogue of sources says', () => {
    expect(document).toBe(writeSources());
  });

  it.each(sourceCatalog.map(({ id }) => id))('has one row for %s', (id) => {
    expect(document.split('\n').filter((line) => line.startsWith('| **') && line.includes(`\`${id}\` |`))).toHaveLength(
      1,
    );
  });

  it('names the budget that holds', () => {
    expect(document).toContain(`(${defaultBudgetUsd.toFixed(2)} USD unless`);
  });
});
