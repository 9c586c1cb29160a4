import { createHash } from 'node:crypto';
import type { Clock } from '../enrichment/clock.ts';
import { createRequestId } from '../enrichment/request.ts';
import {
  deleteRow,
  putRow,
  type Row,
  type RowKey,
  readJsonText,
  readNumber,
  requireText,
  secondsAfter,
  updateRow,
} from '../enrichment/table.ts';
import { IntelligenceError, TransientError } from '../errors.ts';
import { retention } from '../privacy/retention.ts';
import type { Exchange, Reply } from './event.ts';

/** What an endpoint does with an exchange whose enrichment request, if it makes one, has this id. */
export type Work<Body> = (exchange: Exchange<Body>, requestId: string) => Promise<Reply>;

/**
 * Gives again what the first call was answered, from the id of the request that it made and its status
 * (null while it is at work); null where that is gone, so that the call is done anew.
 */
export type Replay<Body> = (
  exchange: Exchange<Body>,
  requestId: string,
  status: number | null,
) => Promise<Reply | null>;

interface Claim {
  readonly key: RowKey;
  readonly fingerprint: string;
  readonly requestId: string;
}

const keptSeconds = retention.idempotency.seconds;
/** Longer than any function of the API may run, in ms. */
const workingMs = 35_000;
const patienceMs = 3000;
const pauseMs = 100;
/** https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/, section 2.1; quoted or bare. */
const wellFormedKey = /^"?[\x21\x23-\x7e]{1,255}"?$/;

/**
 * Makes an endpoint's work happen once per `Idempotency-Key` and client: the same body is answered as the
 * first time, another body is refused with 409 `request.key_reused`, and a call that is still at work is
 * answered by `replay`, or else with 409 `request.in_progress`. Without `replay` the reply itself is
 * kept for a day; it must not hold more than ids.
 */
export function idempotent<Body>(clock: Clock, work: Work<Body>, replay: Replay<Body> | null = null) {
  return async (exchange: Exchange<Body>): Promise<Reply> => {
    const requestId = createRequestId(clock.now());
    const given = exchange.headers['idempotency-key'];
    if (given === undefined) return work(exchange, requestId);
    const claim = { key: rowKey(exchange.clientId, given), fingerprint: fingerprintOf(exchange), requestId };
    const standing = await take(claim, clock.now());
    if (standing === null) return perform(claim, exchange, work, replay === null, clock);
    if (requireText(standing, 'fingerprint') !== claim.fingerprint) throw reused();
    const known = await repeat(standing, exchange, replay, clock);
    if (known !== null) return { ...known, headers: { ...known.headers, 'idempotency-replayed': 'true' } };
    return perform(claim, exchange, work, replay === null, clock);
  };
}

/** Gives null when the key is this call's now, else the row that stands. */
async function take({ key, fingerprint, requestId }: Claim, now: number): Promise<Row | null> {
  const outcome = await putRow(
    key,
    {
      fingerprint: { S: fingerprint },
      requestId: { S: requestId },
      workingUntil: { N: String(now + workingMs) },
      expiresAt: secondsAfter(now, keptSeconds),
    },
    {
      expression:
        'attribute_not_exists(#pk) OR #expiresAt < :seconds OR (attribute_not_exists(#status) AND #workingUntil < :now)',
      values: { ':now': { N: String(now) }, ':seconds': secondsAfter(now, 0) },
    },
  );
  if (outcome.stored) return null;
  if (outcome.existing !== null) return outcome.existing;
  throw new TransientError('storage.unavailable', 'The key of the call was just let go; try again.');
}

/** A call that failed leaves its key free: nothing of it was accepted. */
async function perform<Body>(
  { key, fingerprint, requestId }: Claim,
  exchange: Exchange<Body>,
  work: Work<Body>,
  keepsReply: boolean,
  clock: Clock,
): Promise<Reply> {
  try {
    const reply = await work(exchange, requestId);
    const kept: Row = keepsReply ? { reply: { S: JSON.stringify(reply) } } : {};
    const done = { fingerprint: { S: fingerprint }, requestId: { S: requestId }, status: { N: String(reply.status) } };
    await updateRow(key, { set: { ...done, ...kept, expiresAt: secondsAfter(clock.now(), keptSeconds) } });
    return reply;
  } catch (error) {
    await deleteRow(key, { expression: '#requestId = :me', values: { ':me': { S: requestId } } });
    throw error;
  }
}

async function repeat<Body>(
  standing: Row,
  exchange: Exchange<Body>,
  replay: Replay<Body> | null,
  clock: Clock,
): Promise<Reply | null> {
  const status = readNumber(standing, 'status');
  const requestId = requireText(standing, 'requestId');
  if (status !== null)
    return replay === null ? (readJsonText(standing, 'reply') as Reply) : replay(exchange, requestId, status);
  const deadline = clock.now() + patienceMs;
  while (replay !== null && clock.now() < deadline) {
    const known = await replay(exchange, requestId, null);
    if (known !== null) return known;
    await clock.sleep(pauseMs);
  }
  throw new IntelligenceError('request.in_progress', 'The first call with this Idempotency-Key is still at work.', {
    retryable: true,
  });
}

function rowKey(clientId: string, given: string): RowKey {
  if (!wellFormedKey.test(given)) {
    const message = 'must be 1 to 255 visible ASCII characters';
    throw new IntelligenceError('request.malformed', `The Idempotency-Key ${message}.`, {
      details: [{ field: 'Idempotency-Key', message }],
    });
  }
  const bare = given.replace(/^"(.*)"$/, '$1');
  return { pk: `IDEMPOTENCY#${clientId}`, sk: createHash('sha256').update(bare).digest('hex') };
}

function fingerprintOf({ route, parameters, body }: Exchange<unknown>): string {
  return createHash('sha256')
    .update(JSON.stringify([route, parameters, body]))
    .digest('hex');
}

function reused(): IntelligenceError {
  const message = 'was used for another request';
  return new IntelligenceError('request.key_reused', `The Idempotency-Key ${message}.`, {
    details: [{ field: 'Idempotency-Key', message }],
  });
}
