import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { IntelligenceError } from '../errors.ts';
import { retention } from '../privacy/retention.ts';
import { putRow, type RowKey, readRow, secondsAfter } from './table.ts';

/** A search result that a caller brings along; it is a source of its own and private to its client. */
export interface SearchResult {
  readonly title: string;
  readonly url: string;
  readonly snippet: string;
}

const keptSeconds = retention.suppliedInput.seconds;

/** Gives the hash that sets an enrichment with this client's input apart: 64 hex digits. */
export function hashSuppliedInput(clientId: string, results: readonly SearchResult[]): string {
  const items = results.map(({ title, url, snippet }) => [title, url, snippet]);
  return createHash('sha256')
    .update(JSON.stringify([clientId, items]))
    .digest('hex');
}

/**
 * Keeps caller-supplied search results under an id made from their hash, so that racing starts
 * write the same row. They lie here and not in the execution's input, which is kept for 90 days
 * and cannot be erased. `now` in epoch ms.
 */
export async function keepSuppliedInput(
  clientId: string,
  results: readonly SearchResult[],
  now: number,
): Promise<{ readonly id: string; readonly hash: string }> {
  const hash = hashSuppliedInput(clientId, results);
  const id = hash.slice(0, 32);
  const items = results.map(({ title, url, snippet }) => ({ title, url, snippet }));
  await putRow(inputKey(id), {
    clientId: { S: clientId },
    body: { B: gzipSync(JSON.stringify(items)) },
    expiresAt: secondsAfter(now, keptSeconds),
  });
  return { id, hash };
}

/** Gives the search results under an id. Throws IntelligenceError `storage.not_found` when they are gone. */
export async function readSuppliedInput(id: string, now: number): Promise<readonly SearchResult[]> {
  const body = (await readRow(inputKey(id), now))?.body?.B;
  if (body === undefined) throw new IntelligenceError('storage.not_found', 'The supplied search results are gone.');
  return JSON.parse(gunzipSync(body).toString('utf8')) as SearchResult[];
}

function inputKey(id: string): RowKey {
  return { pk: `INPUT#${id}`, sk: 'INPUT' };
}
