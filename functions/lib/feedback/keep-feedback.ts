import { createHash } from 'node:crypto';
import type { EnrichmentRequest } from '../enrichment/request.ts';
import { putRow, type Row, secondsAfter } from '../enrichment/table.ts';
import { adapterOf } from '../observability/enrichment-metrics.ts';
import { recordMetrics } from '../observability/metrics.ts';
import { retention } from '../privacy/retention.ts';
import type { JudgedField } from './judged-field.ts';

export const verdicts = ['right', 'wrong', 'outdated'] as const;
export type Verdict = (typeof verdicts)[number];

/** What a caller says of an answer, or of one part of it. */
export interface Feedback {
  readonly verdict: Verdict;
  /** The part as the caller named it, null for the whole answer. */
  readonly named: string | null;
  readonly judged: JudgedField | null;
  readonly comment: string | null;
}

/**
 * Keeps a caller's verdict, in place of its earlier one about the same part of the same answer, and
 * measures the accuracy of the field and of each source behind it. Personal data is taken out of the comment
 * before it is kept. `now` in epoch ms. Throws TransientError `storage.unavailable`.
 */
export async function keepFeedback(request: EnrichmentRequest, feedback: Feedback, now: number): Promise<void> {
  const { verdict, named, judged, comment } = feedback;
  const { requestId, clientId, executionName, domain } = request;
  const part = createHash('sha256')
    .update(named ?? '')
    .digest('hex')
    .slice(0, 12);
  const row: Row = {
    requestId: { S: requestId },
    clientId: { S: clientId },
    executionName: { S: executionName },
    verdict: { S: verdict },
    ...(named === null ? {} : { part: { S: named } }),
    ...(judged === null ? {} : { field: { S: judged.field }, sourceIds: { S: JSON.stringify(judged.sourceIds) } }),
    ...(comment === null ? {} : { comment: { S: await clean(comment) } }),
    givenAt: { S: new Date(now).toISOString() },
    expiresAt: secondsAfter(now, retention.feedback.seconds),
  };
  const key = { pk: `COMPANY#${domain}`, sk: `FEEDBACK#${requestId}#${part}` };
  const isNew = {
    expression: 'attribute_not_exists(#pk) OR #verdict <> :verdict',
    values: { ':verdict': { S: verdict } },
  };
  const outcome = await putRow(key, row, isNew);
  if (outcome.stored) return recordVerdict(feedback);
  await putRow(key, row);
}

/** Most feedback has no comment, so only one with a comment loads what finds persons. */
async function clean(comment: string): Promise<string> {
  const { maskEverybody } = await import('../privacy/personal-data.ts');
  return maskEverybody(comment);
}

/** A verdict that is said again is not measured again. */
function recordVerdict({ verdict, judged }: Feedback): void {
  const Accuracy = verdict === 'right' ? 1 : 0;
  recordMetrics({ FeedbackGiven: 1 }, { Verdict: verdict });
  recordMetrics({ Accuracy }, { Field: judged?.field ?? 'answer' });
  for (const Source of new Set(judged?.sourceIds.map(adapterOf))) recordMetrics({ Accuracy }, { Source });
}
