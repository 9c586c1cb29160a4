import { createHash } from 'node:crypto';
import type { EnrichmentRun } from './run.ts';

/** Version of the answer's shape and rules; a new one leaves all cached answers behind. */
export const schemaVersion = '1';

/** What tells one enrichment from another. */
export interface EnrichmentSubject
  extends Pick<EnrichmentRun, 'kind' | 'domain' | 'userRole' | 'intent' | 'vendorDomain' | 'depth'> {
  /** Hash of caller-supplied input together with its client, so that such an answer stays private; else null. */
  readonly suppliedInputHash: string | null;
  /** Whether the answer may hold ways of reaching persons: it is kept apart from those that may not. */
  readonly contacts?: boolean | undefined;
}

/**
 * Gives the name of an enrichment's answer and lease: 32 hex digits, the same for the same
 * subject and schema version, different for any other.
 */
export function enrichmentKey(subject: EnrichmentSubject): string {
  const parts = [
    schemaVersion,
    subject.kind,
    subject.domain,
    subject.userRole,
    subject.intent,
    subject.vendorDomain,
    subject.depth,
    subject.suppliedInputHash,
    ...(subject.contacts ? ['contacts'] : []),
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
