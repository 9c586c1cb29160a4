import type { HistoryEvent } from '@aws-sdk/client-sfn';

/** Counts transitions by state: each state entered is one, and each attempt after the first (Step Functions pricing). */
export function countTransitions(events: readonly HistoryEvent[]): Record<string, number> {
  const byId = new Map(events.map((event) => [event.id ?? 0, event]));
  const entered = events.flatMap((event) => event.stateEnteredEventDetails?.name ?? []);
  const attempts = events.filter(({ type }) => type === 'TaskScheduled').map((event) => findEntered(event, byId));
  const retried = attempts.filter((attempt, index) => attempts.indexOf(attempt) < index);
  const transitions: Record<string, number> = {};
  for (const name of [...entered, ...retried.flatMap((event) => event?.stateEnteredEventDetails?.name ?? [])]) {
    transitions[name] = (transitions[name] ?? 0) + 1;
  }
  return transitions;
}

/** Follows an event back to where its state was entered. */
function findEntered(event: HistoryEvent, byId: ReadonlyMap<number, HistoryEvent>): HistoryEvent | undefined {
  let found = byId.get(event.previousEventId ?? 0);
  while (found !== undefined && found.stateEnteredEventDetails === undefined) {
    found = byId.get(found.previousEventId ?? 0);
  }
  return found;
}
