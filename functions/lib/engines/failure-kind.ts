import { EngineFailure, type EngineFailureKind } from './engine-failure.ts';

/** Kinds that may pass by themselves within seconds. */
export const passingKinds: readonly EngineFailureKind[] = ['rate_limited', 'timeout', 'overloaded', 'unavailable'];

const kinds: Readonly<Record<number, EngineFailureKind>> = {
  401: 'auth',
  // No money on the account is, like a wrong key, for an operator to mend.
  402: 'auth',
  403: 'auth',
  408: 'timeout',
  413: 'context_window',
  429: 'rate_limited',
  503: 'overloaded',
  504: 'timeout',
  // Anthropic's own: https://platform.claude.com/docs/en/api/errors
  529: 'overloaded',
};

/** Gives what a provider's HTTP status says. */
export function kindOfStatus(status: number): EngineFailureKind {
  return kinds[status] ?? (status >= 500 ? 'unavailable' : 'bad_request');
}

/**
 * Gives the seconds of a Retry-After (RFC 9110, 10.2.3: a number, or a date) or of the more exact
 * `retry-after-ms` that the SDKs of OpenAI and Anthropic also read; null where there is none. `now` in epoch ms.
 */
export function readRetryAfter(header: (name: string) => string | null | undefined, now: number): number | null {
  const exact = Number.parseFloat(header('retry-after-ms') ?? '');
  if (exact >= 0) return exact / 1000;
  const value = header('retry-after') ?? '';
  if (/^\d+(?:\.\d+)?$/.test(value)) return Number(value);
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, (at - now) / 1000);
}

/** Gives the failure behind what a call threw when no answer came: our own signal, or the network. */
export function failureWithoutAnswer(cause: unknown, signal: AbortSignal): EngineFailure {
  return new EngineFailure(signal.aborted ? 'timeout' : 'unavailable', { cause });
}
