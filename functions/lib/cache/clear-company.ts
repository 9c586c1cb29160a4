import { queryPartition, requireText } from '../enrichment/table.ts';
import { writeRows } from '../enrichment/write-rows.ts';
import { removeFoundCompany } from './company-index.ts';

/** How many rows of each kind were deleted. */
export interface ClearedRows {
  readonly answers: number;
  readonly sources: number;
  /** What was seen of the company's site, and live looks at it. */
  readonly looks: number;
  /** Whether the index had the company by itself; what came from a list is no cache and stays. */
  readonly indexed: boolean;
}

/** Which rows of a company are cache. Its history, feedback and datasets under way are not. */
const prefixes = { answers: ['ANSWER#', 'LATEST'], sources: ['SOURCE#'], looks: ['SITE#', 'DISCOVERY'] } as const;

/**
 * Deletes what is cached about a company. Repeating it finds nothing more. `now` in epoch ms.
 * Throws TransientError `storage.unavailable`.
 */
export async function clearCompany(domain: string, now: number): Promise<ClearedRows> {
  const pk = `COMPANY#${domain}`;
  const rows = await queryPartition(pk, '', now, true);
  const keys = rows.map((row) => requireText(row, 'sk'));
  const ofKind = (kind: keyof typeof prefixes) =>
    keys.filter((key) => prefixes[kind].some((prefix) => key.startsWith(prefix)));
  const [answers, sources, looks] = [ofKind('answers'), ofKind('sources'), ofKind('looks')];
  await writeRows([...answers, ...sources, ...looks].map((sk) => ({ key: { pk, sk }, row: null })));
  return {
    answers: answers.filter((key) => key.startsWith('ANSWER#')).length,
    sources: sources.length,
    looks: looks.length,
    indexed: await removeFoundCompany(domain),
  };
}
