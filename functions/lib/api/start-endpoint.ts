import type * as z from 'zod/mini';
import { readAnswer } from '../cache/answer.ts';
import { systemClock } from '../enrichment/clock.ts';
import { readRequest } from '../enrichment/request.ts';
import { type StartWish, startEnrichment } from '../enrichment/start.ts';
import { endpoint } from './endpoint.ts';
import type { Exchange, Reply } from './event.ts';
import { recordFeatures } from './features.ts';
import { idempotent, type Replay } from './idempotency.ts';
import { awaitAnswer, preferredWait, replyAccepted, replyReady } from './started.ts';

/** What the endpoint says of a start; who starts it and under which id is the same for all. */
export type DescribedStart = Omit<StartWish, 'clientId' | 'requestId' | 'contacts'>;

/** How a start is answered: with what is ready, or with where to ask. */
export interface StartReplies {
  readonly ready: (...answer: Parameters<typeof replyReady>) => Reply | Promise<Reply>;
  readonly accepted: typeof replyAccepted;
}

const usualReplies: StartReplies = { ready: replyReady, accepted: replyAccepted };

/**
 * Makes the handler of an endpoint that starts enrichments: idempotent, joins what runs, and waits as long
 * as `Prefer: wait` asks. `answersKept`: whether an answer that is in the cache is given at once; `replies`:
 * the words for it, where they are not the usual ones.
 */
export function startEndpoint<Schema extends z.ZodMiniType>(
  schema: Schema,
  { answersKept, replies = usualReplies }: { readonly answersKept: boolean; readonly replies?: StartReplies },
  describe: (exchange: Exchange<z.output<Schema>>) => DescribedStart | Promise<DescribedStart>,
) {
  const start = async (exchange: Exchange<z.output<Schema>>, requestId: string): Promise<Reply> => {
    const described = await describe(exchange);
    recordFeatures(described, exchange.headers);
    const wish = { ...described, clientId: exchange.clientId, contacts: exchange.contacts, requestId };
    const started = await startEnrichment(wish, systemClock);
    const wait = preferredWait(exchange.headers);
    const kept = wait === 0 && !answersKept ? null : await awaitAnswer(started, wait, systemClock);
    const now = systemClock.now();
    const reply =
      kept === null ? replies.accepted(started.request, now) : await replies.ready(started.request, kept, wait, now);
    return { ...reply, isCacheHit: started.kept !== null };
  };
  return endpoint(schema, idempotent(systemClock, start, replayWith(replies)));
}

/** The start's own answer: what was ready then is given as it stands now, and 202 where it was 202. */
function replayWith(replies: StartReplies): Replay<unknown> {
  return async ({ clientId }, requestId, status) => {
    const now = systemClock.now();
    const request = await readRequest(requestId, clientId, now);
    if (request === null) return null;
    if (status !== 200) return replies.accepted(request, now);
    const kept = await readAnswer(request.domain, request.key, now);
    return kept === null ? null : replies.ready(request, kept, 0, now);
  };
}
