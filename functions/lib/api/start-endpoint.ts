import type * as z from 'zod/mini';
import { readAnswer } from '../cache/answer.ts';
import { systemClock } from '../enrichment/clock.ts';
import { readRequest } from '../enrichment/request.ts';
import { type StartWish, startEnrichment } from '../enrichment/start.ts';
import { endpoint } from './endpoint.ts';
import type { Exchange, Reply } from './event.ts';
import { recordFeatures } from './features.ts';
import { idempotent } from './idempotency.ts';
import { awaitAnswer, preferredWait, replyAccepted, replyReady } from './started.ts';

/** What the endpoint says of a start; who starts it and under which id is the same for all. */
export type DescribedStart = Omit<StartWish, 'clientId' | 'requestId'>;

/**
 * Makes the handler of an endpoint that starts enrichments: idempotent, joins what runs, and waits as long
 * as `Prefer: wait` asks. `answersKept`: whether an answer that is in the cache is given at once.
 */
export function startEndpoint<Schema extends z.ZodMiniType>(
  schema: Schema,
  { answersKept }: { readonly answersKept: boolean },
  describe: (exchange: Exchange<z.output<Schema>>) => DescribedStart | Promise<DescribedStart>,
) {
  const start = async (exchange: Exchange<z.output<Schema>>, requestId: string): Promise<Reply> => {
    const described = await describe(exchange);
    recordFeatures(described, exchange.headers);
    const wish = { ...described, clientId: exchange.clientId, requestId };
    const started = await startEnrichment(wish, systemClock);
    const wait = preferredWait(exchange.headers);
    const kept = wait === 0 && !answersKept ? null : await awaitAnswer(started, wait, systemClock);
    const now = systemClock.now();
    const reply = kept === null ? replyAccepted(started.request, now) : replyReady(started.request, kept, wait, now);
    return { ...reply, isCacheHit: started.kept !== null };
  };
  return endpoint(schema, idempotent(systemClock, start, replayStart));
}

/** The start's own answer: what was ready then is given as it stands now, and 202 where it was 202. */
async function replayStart(
  { clientId }: Exchange<unknown>,
  requestId: string,
  status: number | null,
): Promise<Reply | null> {
  const now = systemClock.now();
  const request = await readRequest(requestId, clientId, now);
  if (request === null) return null;
  if (status !== 200) return replyAccepted(request, now);
  const kept = await readAnswer(request.domain, request.key, now);
  return kept === null ? null : replyReady(request, kept, 0, now);
}
