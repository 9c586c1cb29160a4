import type { Clock } from '../enrichment/clock.ts';
import { createRequestId } from '../enrichment/request.ts';
import { type StartedEnrichment, type StartWish, startEnrichment } from '../enrichment/start.ts';
import { TransientError } from '../errors.ts';
import { recordFeatures } from './features.ts';
import { mapBounded } from './map-bounded.ts';
import { toProblem } from './problem.ts';
import type { DescribedStart } from './start-endpoint.ts';

/** One item of a call: the company as the caller named it, and how to find out what is meant. */
export interface ItemToStart {
  readonly named: string;
  readonly describe: () => Promise<DescribedStart>;
}

/** How one item of a call came out; `ready`: the answer is there already, under the same status endpoint. */
export interface ItemResult {
  readonly domain: string;
  readonly status: 'accepted' | 'ready' | 'rejected';
  readonly requestId?: string;
  readonly statusEndpoint?: string;
  readonly error?: ItemProblem;
}

/** The members of a problem document that are about the item; `candidates` where its name may mean several. */
interface ItemProblem {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
  readonly details: readonly { readonly field: string; readonly message: string }[];
  readonly candidates?: readonly { readonly name: string; readonly domain: string }[];
}

/** Starts that run at once: each makes some ten calls of the table, and StartExecution has a bucket of its own. */
const atOnce = 8;
/** API Gateway gives up after 29 s; what has not begun by then in ms is handed back. */
const beginWithinMs = 20_000;

/**
 * Starts all items, a few at a time, and gives a result for each in their order: no item fails another.
 * Items that mean the same enrichment share one request. Never throws.
 */
export async function startMany(
  items: readonly ItemToStart[],
  { clientId, contacts }: Pick<StartWish, 'clientId' | 'contacts'>,
  clock: Clock,
): Promise<readonly ItemResult[]> {
  const begun = new Map<string, Promise<StartedEnrichment>>();
  const deadline = clock.now() + beginWithinMs;
  const startOnce = (wish: DescribedStart): Promise<StartedEnrichment> => {
    const same = JSON.stringify(wish);
    const standing = begun.get(same);
    if (standing !== undefined) return standing;
    recordFeatures(wish, {});
    const started = startEnrichment({ ...wish, clientId, contacts, requestId: createRequestId(clock.now()) }, clock);
    begun.set(same, started);
    return started;
  };
  return mapBounded(items, atOnce, async ({ named, describe }) => {
    try {
      if (clock.now() >= deadline)
        throw new TransientError('enrichment.start_failed', 'There was no time left for it.');
      const { request, kept } = await startOnce(await describe());
      const { domain, requestId } = request;
      const status = kept === null ? 'accepted' : 'ready';
      return { domain, status, requestId, statusEndpoint: `/analysis/status/${requestId}` };
    } catch (error) {
      return { domain: named, status: 'rejected', error: describeRefusal(error) };
    }
  });
}

function describeRefusal(error: unknown): ItemProblem {
  const { code, error: message, retryable, details, candidates, status } = toProblem(error, '', '');
  if (status >= 500) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.name : undefined;
    console.error({ message: 'item failed', code, cause });
  }
  const named = candidates?.slice(0, 5).map(({ name, domain }) => ({ name, domain }));
  return { code, message, retryable, details, ...(named === undefined ? {} : { candidates: named }) };
}
