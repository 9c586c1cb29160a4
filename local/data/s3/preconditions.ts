import type { IncomingHttpHeaders } from 'node:http';
import { S3Error } from './errors.ts';
import type { ObjectFacts } from './storage.ts';

/** Whether the body is to be sent, or the reader has it already. Throws PreconditionFailed. RFC 9110, 13.2.2. */
export function checkRead(headers: IncomingHttpHeaders, facts: ObjectFacts): 'send' | 'not-modified' {
  const modified = Date.parse(facts.lastModified);
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  if (match !== undefined && !matches(match, facts)) throw failed();
  const unmodifiedSince = Date.parse(headers['if-unmodified-since'] ?? '');
  if (match === undefined && modified > unmodifiedSince) throw failed();
  if (noneMatch !== undefined) return matches(noneMatch, facts) ? 'not-modified' : 'send';
  return modified <= Date.parse(headers['if-modified-since'] ?? '') ? 'not-modified' : 'send';
}

/**
 * Conditional writes and deletes, source:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html
 * Throws PreconditionFailed, or NoSuchKey for an If-Match on nothing.
 */
export function checkWrite(headers: IncomingHttpHeaders, existing: ObjectFacts | undefined): void {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  if (noneMatch !== undefined && existing !== undefined && matches(noneMatch, existing)) throw failed();
  if (match === undefined) return;
  if (existing === undefined) throw new S3Error('NoSuchKey', 'The specified key does not exist.');
  if (!matches(match, existing)) throw failed();
}

function matches(condition: string, { etag }: ObjectFacts): boolean {
  const wanted = condition.split(',').map((tag) => tag.trim().replace(/^W\//, '').replaceAll('"', ''));
  return wanted.includes('*') || wanted.includes(etag);
}

function failed(): S3Error {
  return new S3Error('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');
}
