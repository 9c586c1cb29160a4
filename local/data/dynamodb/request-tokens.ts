import { createHash } from 'node:crypto';
import { DynamoDbError } from './errors.ts';

/** How long a `ClientRequestToken` makes a transaction idempotent, source:
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
const validMilliseconds = 10 * 60 * 1000;

type Input = Readonly<Record<string, unknown>>;
type Work = () => Promise<Record<string, unknown>>;

/**
 * Runs a transaction once per token: a repetition with the same parameters is answered like the
 * first, with others it is refused. Transactions that failed may be tried again.
 */
export function createRequestTokens(now: () => number) {
  const done = new Map<string, { readonly parameters: string; readonly at: number }>();
  return async (input: Input, work: Work): Promise<Record<string, unknown>> => {
    const { ClientRequestToken: token, ...parameters } = input;
    if (typeof token !== 'string') return work();
    for (const [old, { at }] of done) if (now() - at > validMilliseconds) done.delete(old);
    const hash = createHash('sha256').update(JSON.stringify(parameters)).digest('hex');
    const earlier = done.get(token);
    if (earlier !== undefined) {
      if (earlier.parameters === hash) return {};
      throw new DynamoDbError(
        'IdempotentParameterMismatchException',
        'The token was used with other parameters in the last 10 minutes.',
      );
    }
    const result = await work();
    done.set(token, { parameters: hash, at: now() });
    return result;
  };
}
