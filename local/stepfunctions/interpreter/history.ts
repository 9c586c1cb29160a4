import type { Clock } from './clock.ts';
import { StatesError } from './errors.ts';

/** Events that one execution may have (Step Functions service quotas). */
export const largestHistory = 25_000;

/** One event as `GetExecutionHistory` answers it; `timestamp` in epoch seconds, details under AWS's own names. */
export interface HistoryEvent {
  readonly timestamp: number;
  readonly type: string;
  readonly id: number;
  readonly previousEventId: number;
  readonly [details: string]: unknown;
}

export interface History {
  readonly events: readonly HistoryEvent[];
  /**
   * Adds an event and gives its id.
   * @throws StatesError `States.Runtime` where only the last event has room left.
   */
  append(type: string, previousEventId: number, details?: Readonly<Record<string, unknown>>): number;
  /** Adds the event that ends the execution, for which there is always room. */
  appendLast(type: string, previousEventId: number, details?: Readonly<Record<string, unknown>>): number;
}

/** A history that continues `events`; `onEvent` sees each new event once. */
export function createHistory(
  clock: Clock,
  events: HistoryEvent[] = [],
  onEvent: (event: HistoryEvent) => void = () => {},
): History {
  const add: History['append'] = (type, previousEventId, details = {}) => {
    const event = { timestamp: clock.now() / 1000, type, id: events.length + 1, previousEventId, ...details };
    events.push(event);
    onEvent(event);
    return event.id;
  };
  return {
    events,
    append: (type, previousEventId, details) => {
      if (events.length < largestHistory - 1) return add(type, previousEventId, details);
      throw new StatesError('States.Runtime', {
        detail: `The execution reached the maximum number of history events (${largestHistory}).`,
      });
    },
    appendLast: add,
  };
}
