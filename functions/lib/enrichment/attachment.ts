import { statusKey } from './status.ts';
import { readRow, updateRow } from './table.ts';

/** A set of so many ids has 30 KB; who joins after that is not counted, and such an execution is never stopped. */
const mostCounted = 1000;

const mayBeJoined = 'attribute_exists(#pk) AND attribute_not_exists(#isAbandoned)';

/**
 * Attaches a request to an execution, so that the execution is not stopped under it; false when everybody
 * had left it before, so that it is about to be stopped. All of it happens on the status row, one
 * conditional write after the other, so joining and leaving cannot miss each other. May be repeated.
 */
export async function attach(executionName: string, requestId: string, now: number): Promise<boolean> {
  const key = statusKey(executionName);
  const isCounted = await updateRow(
    key,
    { add: { attached: { SS: [requestId] } } },
    {
      expression: `${mayBeJoined} AND (attribute_not_exists(#attached) OR size(#attached) < :most)`,
      values: { ':most': { N: String(mostCounted) } },
    },
  );
  if (isCounted) return true;
  if (await updateRow(key, { set: { isCrowded: { BOOL: true } } }, { expression: mayBeJoined })) return true;
  // Without a row there is nothing that could be abandoned.
  return (await readRow(key, now)) === null;
}

/**
 * Takes a request off an execution. One that runs with nobody attached any more is then marked as
 * abandoned: from that moment nobody can attach, and it is to be stopped.
 */
export async function leave(executionName: string, requestId: string): Promise<void> {
  const key = statusKey(executionName);
  // DynamoDB removes a set with its last member.
  await updateRow(key, { take: { attached: { SS: [requestId] } } }, { expression: 'attribute_exists(#pk)' });
  await updateRow(
    key,
    { set: { isAbandoned: { BOOL: true } } },
    {
      expression: '#state = :running AND attribute_not_exists(#attached) AND attribute_not_exists(#isCrowded)',
      values: { ':running': { S: 'running' } },
    },
  );
}
