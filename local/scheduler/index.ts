import type { ScheduleResource } from '../template/schedules.ts';

/** Schedules that run. */
export interface Scheduler {
  readonly close: () => void;
}

export interface SchedulerOptions {
  readonly schedules: readonly ScheduleResource[];
  /** Starts a state machine with an input in JSON text. */
  readonly start: (targetArn: string, input: string) => Promise<unknown>;
  /** Told of each start that failed; on AWS it would be retried and then lie in the dead letter queue. */
  readonly onFailure: (schedule: ScheduleResource, error: unknown) => void;
  readonly repeat?: (work: () => void, intervalMs: number) => { readonly stop: () => void };
}

/** Runs what is enabled, for the first time after one interval; flexible windows are not played, as one laptop has no crowd. */
export function startScheduler({ schedules, start, onFailure, repeat = repeatByTimer }: SchedulerOptions): Scheduler {
  const repeated = schedules
    .filter(({ enabled }) => enabled)
    .map((schedule) =>
      repeat(() => {
        start(schedule.targetArn, schedule.input).catch((error: unknown) => onFailure(schedule, error));
      }, schedule.intervalMs),
    );
  return {
    close: () => {
      for (const { stop } of repeated) stop();
    },
  };
}

function repeatByTimer(work: () => void, intervalMs: number): { readonly stop: () => void } {
  const timer = setInterval(work, intervalMs);
  return { stop: () => clearInterval(timer) };
}
