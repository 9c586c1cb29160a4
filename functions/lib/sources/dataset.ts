import * as z from 'zod';
import type { SourceAnswer, SourceQuestion } from './adapter.ts';
import type { plannedSourceSchema } from './plan.ts';
import { sourceTaskSchema } from './run-source.ts';

/** A collection that a provider has begun; all that the state machine carries while it waits. */
export const pendingSnapshotSchema = z.object({
  snapshotId: z.string().regex(/^[\w-]{1,64}$/),
  /** Epoch milliseconds. */
  startedAt: z.number(),
  /** How often it was asked for. */
  polls: z.number().int().nonnegative(),
  /** How long to wait before it is asked for again. */
  waitSeconds: z.number().int().positive(),
  /** What it will cost in USD, collected in time or not. */
  costUsd: z.number().nonnegative(),
});
export type PendingSnapshot = z.infer<typeof pendingSnapshotSchema>;

/** What a Task answers instead of a SourceResult while the provider collects. */
export interface PendingDataset {
  readonly source: z.infer<typeof plannedSourceSchema>;
  readonly pending: PendingSnapshot;
}

/** The input of the Task that collects a snapshot. */
export const datasetTaskSchema = sourceTaskSchema.extend({ pending: pendingSnapshotSchema });
export type DatasetTask = z.infer<typeof datasetTaskSchema>;

/** A collection that was begun. */
export interface StartedSnapshot {
  readonly outcome: 'started';
  readonly snapshotId: string;
  readonly costUsd: number;
}

/**
 * A source that collects for seconds to minutes: it is started, and asked for its snapshot until that
 * is there. Both throw SourceFailure.
 */
export interface Dataset {
  readonly id: string;
  start(question: SourceQuestion): Promise<SourceAnswer | StartedSnapshot>;
  /** Null while it is not ready. */
  collect(question: SourceQuestion, snapshotId: string): Promise<SourceAnswer | null>;
}
