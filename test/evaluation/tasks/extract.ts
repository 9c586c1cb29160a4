import { dirname, resolve } from 'node:path';
import * as z from 'zod';
import { extractMainText } from '../../../functions/lib/content/index.ts';
import { type Agreement, agreement, countShared, mean, percentiles, timed } from '../measures.ts';
import { readRows, readText } from '../rows.ts';

const rowSchema = z.object({ file: z.string(), url: z.string(), pageType: z.string(), mainContent: z.string() });

interface Scored {
  readonly pageType: string;
  readonly score: Agreement;
  readonly ms: number;
  readonly failed: string | null;
}

/** Main text against what was marked as such, by words; `pages` names a JSONL whose files lie beside it. */
export function evaluateExtraction(pages: string) {
  const scored = readRows(pages, rowSchema).map(({ row }): Scored => {
    const html = readText(resolve(dirname(pages), row.file));
    const { result, ms } = timed(() => attempt(() => extractMainText(html, row.url)));
    const [found, wanted] = [wordsOf(result.text), wordsOf(row.mainContent)];
    const score = agreement(countShared(found, wanted), found.length, wanted.length);
    return { pageType: row.pageType, score, ms, failed: result.failed ? row.file : null };
  });
  const byType = [...Map.groupBy(scored, ({ pageType }) => pageType)].sort(([left], [right]) =>
    left < right ? -1 : 1,
  );
  return {
    n: scored.length,
    overall: average(scored),
    byPageType: Object.fromEntries(byType.map(([type, group]) => [type, { n: group.length, ...average(group) }])),
    failed: scored.flatMap(({ failed }) => failed ?? []),
    time: percentiles(
      scored.map(({ ms }) => ms),
      'ms',
    ),
  };
}

function attempt(extract: () => string): { readonly text: string; readonly failed: boolean } {
  try {
    return { text: extract(), failed: false };
  } catch (error) {
    console.error(error);
    return { text: '', failed: true };
  }
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/\w+/g) ?? [];
}

function average(group: readonly Scored[]): Agreement {
  const of = (key: keyof Agreement) => mean(group.map(({ score }) => score[key]));
  return { precision: of('precision'), recall: of('recall'), f1: of('f1') };
}
