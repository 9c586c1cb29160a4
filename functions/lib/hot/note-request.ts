import { readRow, secondsAfter, updateRow } from '../enrichment/table.ts';
import { createRequestBatch, type RequestBatch } from './batching.ts';
import { addRequests, rankOf } from './heat.ts';
import { type HotSubject, hotKey, readHeat, shardOf } from './hot-row.ts';

const warmBatch = createRequestBatch();
/** What nobody asked for in a month is as cold as what nobody ever asked for. */
const keptSeconds = 30 * 24 * 3600;
/** Another function may write at the same moment; a request that is lost twice is not worth a third try. */
const mostWrites = 2;

/**
 * Counts a request for an answer, whether it was kept or had to be made. One write costs half a read unit and a
 * write unit (0.69 millionths of a dollar), and two more write units when the row moves in the index, which
 * is once per quarter of a half-life or doubling; batching spares most of them for what is asked for often.
 * Counting is never worth failing a request: a table that does not answer is logged. `now` in epoch ms.
 */
export async function noteRequest(
  subject: HotSubject,
  key: string,
  now: number,
  batch: RequestBatch = warmBatch,
): Promise<void> {
  const weight = batch.count(key, now);
  if (weight === 0) return;
  try {
    for (let attempt = 0; attempt < mostWrites; attempt += 1) {
      if (await addToRow(subject, key, weight, now)) return;
    }
  } catch (error) {
    console.warn({ message: 'a request was not counted', error: error instanceof Error ? error.name : 'unknown' });
  }
}

async function addToRow(subject: HotSubject, key: string, weight: number, now: number): Promise<boolean> {
  const { kind, userRole, intent, vendorDomain, depth } = subject;
  const before = readHeat(await readRow(hotKey(subject.domain, key), now));
  const heat = addRequests(before, weight, now);
  return updateRow(
    hotKey(subject.domain, key),
    {
      set: {
        heat: { N: String(heat.value) },
        heatAt: { N: String(heat.at) },
        hotShard: { S: shardOf(key) },
        hotRank: { N: String(rankOf(heat)) },
        subject: { S: JSON.stringify({ kind, userRole, intent, vendorDomain, depth }) },
        expiresAt: secondsAfter(now, keptSeconds),
      },
    },
    before === null
      ? { expression: 'attribute_not_exists(#heatAt) OR #expiresAt <= :now', values: { ':now': secondsAfter(now, 0) } }
      : {
          expression: '#heatAt = :seenAt AND #heat = :seen',
          values: { ':seenAt': { N: String(before.at) }, ':seen': { N: String(before.value) } },
        },
  );
}

/**
 * Notes when an answer is due to be made again (epoch seconds), where requests for it are counted. A lost
 * note makes a refresh earlier or later, so it is logged only.
 */
export async function noteDue(domain: string, key: string, dueAt: number): Promise<void> {
  try {
    await updateRow(
      hotKey(domain, key),
      { set: { dueAt: { N: String(dueAt) } } },
      { expression: 'attribute_exists(#pk)' },
    );
  } catch (error) {
    console.warn({ message: 'a due time was not noted', error: error instanceof Error ? error.name : 'unknown' });
  }
}
