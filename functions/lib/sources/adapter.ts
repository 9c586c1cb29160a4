import { setTimeout as pause } from 'node:timers/promises';
import type { FieldFact, ProfileField } from '../company/profile.ts';
import type { Document } from '../content/document.ts';
import type { Company } from '../enrichment/run.ts';
import { IntelligenceError } from '../errors.ts';
import type { PlannedSource } from './plan.ts';

/** What an adapter takes from outside itself: time, waiting, and what a warm function remembers. */
export interface Surroundings {
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<unknown>;
  /** Host → epoch ms until which it asked to be left alone. */
  readonly cooldowns: Map<string, number>;
}

export const surroundings: Surroundings = { now: Date.now, pause: (ms) => pause(ms), cooldowns: new Map() };

/** One question to one adapter about one company. */
export interface SourceQuestion {
  readonly company: Company;
  readonly source: PlannedSource;
  /** Epoch milliseconds at which it must have answered. */
  readonly deadline: number;
  /** Whether cached knowledge may only be minutes old. */
  readonly refresh: boolean;
  readonly surroundings: Surroundings;
}

/** What an adapter found. `no_match`: it answered and knows nothing of this very company. */
export type SourceAnswer =
  | {
      readonly outcome: 'matched';
      readonly documents: readonly Document[];
      readonly facts: readonly FieldFact[];
      /** What is missing of it, such as `truncated`; none where it was read whole. */
      readonly reason?: string;
      readonly costUsd?: number;
    }
  | { readonly outcome: 'no_match' | 'skipped'; readonly reason: string; readonly costUsd?: number };

/**
 * One source: asks, reads the answer, and states facts with verbatim evidence. Throws SourceFailure;
 * anything else that escapes is counted as the adapter's own error.
 */
export interface Adapter {
  readonly id: string;
  ask(question: SourceQuestion): Promise<SourceAnswer>;
}

/** A source that did not give a usable answer. `reason` is a short stable word, never upstream text. */
export class SourceFailure extends IntelligenceError {
  readonly reason: string;
  /** What the failed question cost all the same, in USD. */
  readonly costUsd: number;
  /** Seconds after which the source may be asked again, where it said so. */
  readonly retryAfterSeconds: number | null;

  constructor(
    reason: string,
    facts: ErrorOptions & { readonly costUsd?: number; readonly retryAfterSeconds?: number | null } = {},
  ) {
    super('source.failed', 'The source did not give a usable answer.', { cause: facts.cause });
    this.name = 'SourceFailure';
    this.reason = reason;
    this.costUsd = facts.costUsd ?? 0;
    this.retryAfterSeconds = facts.retryAfterSeconds ?? null;
  }
}

/** `no_match` with its reason. */
export function noMatch(reason: string, costUsd = 0): SourceAnswer {
  return { outcome: 'no_match', reason, costUsd };
}

/** `matched`: it knows the company; facts may still be none. */
export function matched(documents: readonly Document[], facts: readonly FieldFact[], costUsd = 0): SourceAnswer {
  return { outcome: 'matched', documents, facts, costUsd };
}

/** The distinct fields that facts fill, in order of appearance. */
export function fieldsOf(facts: readonly FieldFact[]): ProfileField[] {
  return [...new Set(facts.map((fact) => fact.field))];
}
