import type { Exchange } from '../api/event.ts';
import { IntelligenceError } from '../errors.ts';
import { hashPersonal } from '../privacy/personal-key.ts';

/** Whose data it is: a user of one client. */
export interface Owner {
  readonly clientId: string;
  /** The partition of all that this user has; it holds a keyed hash, as a user's id may be an e-mail address. */
  readonly partition: string;
}

const longestUserId = 200;

/**
 * Gives the owner that a path names by `userId`. Throws IntelligenceError `request.invalid` for an id that is
 * none, and `request.not_found` where the call says in `x-user-id` that it speaks for somebody else.
 */
export async function requireOwner(
  { clientId, parameters, headers }: Pick<Exchange<unknown>, 'clientId' | 'parameters' | 'headers'>,
  now: number,
): Promise<Owner> {
  const userId = (parameters.userId ?? '').trim();
  if (userId === '' || userId.length > longestUserId) {
    const message = `must have 1 to ${longestUserId} characters`;
    throw new IntelligenceError('request.invalid', 'Not valid: userId.', { details: [{ field: 'userId', message }] });
  }
  const speaker = headers['x-user-id']?.trim() ?? '';
  if (speaker !== '' && fold(speaker) !== fold(userId)) {
    throw new IntelligenceError('request.not_found', 'There is nothing of this user.');
  }
  return { clientId, partition: await userPartition(userId, now) };
}

/** Gives the partition of a user's data, over all clients: erasing a person by e-mail goes through it. */
export async function userPartition(userId: string, now: number): Promise<string> {
  return `USER#${await hashPersonal('user', fold(userId), now)}`;
}

function fold(userId: string): string {
  return userId.normalize('NFKC').toLowerCase();
}
