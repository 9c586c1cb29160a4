import { EngineFailure } from './engine-failure.ts';
import type { EngineQuestion, EngineSurroundings } from './engine-question.ts';
import { passingKinds } from './failure-kind.ts';
import type { EngineModel } from './models.ts';
import type { Completion, Provider } from './provider.ts';
import type { Spending } from './spending.ts';

/** After so many requests nothing is repeated; the SDKs and the state machine add none of their own. */
const mostAttempts = 3;
/** A provider that wants a longer rest is not waited for, in seconds. */
const longestRetryAfter = 60;
const firstBackoffMs = 500;
const longestBackoffMs = 8_000;
/** On top of a Retry-After, so that those who were sent away together do not come back together. */
const jitterMs = 250;
/** Not worth beginning with, in ms. */
const shortestAttemptMs = 1_000;

/** What every attempt of a question shares. */
export interface Exchange {
  readonly question: EngineQuestion<unknown>;
  readonly model: EngineModel;
  readonly jsonSchema: Readonly<Record<string, unknown>>;
  readonly provider: Provider;
  readonly spending: Spending;
  readonly surroundings: EngineSurroundings;
}

/**
 * Sends a prompt until it is answered: again only after what passes by itself, after the time that
 * the provider asks for or one that grows and is jittered, and never beyond the deadline. This is the
 * only place where a request to an engine is repeated. Throws EngineFailure.
 */
export async function completePatiently(exchange: Exchange, prompt: string): Promise<Completion> {
  for (;;) {
    try {
      return await complete(exchange, prompt);
    } catch (error) {
      const wait = error instanceof EngineFailure ? waitAfter(error, exchange) : null;
      if (wait === null) throw error;
      await exchange.surroundings.pause(wait);
    }
  }
}

async function complete(exchange: Exchange, prompt: string): Promise<Completion> {
  const { question, model, jsonSchema, provider, spending, surroundings } = exchange;
  const started = surroundings.now();
  const left = question.deadline - started;
  if (left <= 0) throw new EngineFailure('timeout');
  spending.allow(prompt);
  const { schemaName, system, maxOutputTokens } = question;
  const timeout = AbortSignal.timeout(left);
  try {
    const request = { model, schemaName, jsonSchema, system, prompt, maxOutputTokens, signal: timeout };
    const completion = await provider.complete(request);
    const { usage, latencyMs, finish } = completion;
    await spending.record({ outcome: finish === 'complete' ? 'answered' : finish, usage, ms: latencyMs });
    if (finish !== 'complete') throw new UselessAnswer(finish);
    return completion;
  } catch (error) {
    if (error instanceof UselessAnswer) throw error;
    // Anything else is an answer in a shape that the provider never documented.
    const failure = error instanceof EngineFailure ? error : new EngineFailure('unavailable', { cause: error });
    await spending.record({ outcome: failure.kind, usage: null, ms: surroundings.now() - started });
    throw failure;
  }
}

/** The model ended without anything to read; it is paid, and in the ledger already. */
class UselessAnswer extends EngineFailure {}

/** Gives the ms to wait before the next attempt, null where there is to be none. */
function waitAfter(failure: EngineFailure, { question, spending, surroundings }: Exchange): number | null {
  if (!passingKinds.includes(failure.kind) || spending.attempts >= mostAttempts) return null;
  const wait = pauseAfter(failure, spending.attempts, surroundings.random());
  return wait !== null && surroundings.now() + wait + shortestAttemptMs <= question.deadline ? wait : null;
}

function pauseAfter({ retryAfterSeconds }: EngineFailure, attempts: number, random: number): number | null {
  if (retryAfterSeconds === null) return random * Math.min(longestBackoffMs, firstBackoffMs * 2 ** attempts);
  return retryAfterSeconds > longestRetryAfter ? null : retryAfterSeconds * 1000 + random * jitterMs;
}
