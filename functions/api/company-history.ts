import { requireDomain } from '../lib/api/domain-parameter.ts';
import { endpoint } from '../lib/api/endpoint.ts';
import type { CompanyIntelligence } from '../lib/company/answer.ts';
import { systemClock } from '../lib/enrichment/clock.ts';
import { IntelligenceError } from '../lib/errors.ts';
import { readVersions, type StoredVersion } from '../lib/history/stored-version.ts';

const usualLimit = 10;
const highestLimit = 50;

/** One version of a profile as a caller sees it; times in ISO 8601. */
export interface ProfileVersion
  extends Pick<StoredVersion, 'generatedAt' | 'confirmedAt'>,
    Pick<StoredVersion['body'], 'status' | 'dataQuality' | 'profile' | 'changes'> {
  readonly evidence: CompanyIntelligence['evidence'];
}

/** The body of `GET /company/{domain}/history`; `nextCursor` is null on the last page. */
export interface HistoryView {
  readonly domain: string;
  readonly versions: readonly ProfileVersion[];
  readonly nextCursor: string | null;
}

/** Latest first; what was made with a client's own search results is in nobody's history. */
export const handler = endpoint(null, async ({ parameters, query }) => {
  const domain = requireDomain(parameters.domain);
  const limit = readLimit(query.limit);
  const versions = await readVersions(domain, limit + 1, readCursor(query.cursor), systemClock.now());
  const page = versions.slice(0, limit);
  const last = versions.length > limit ? page.at(-1) : undefined;
  const body: HistoryView = {
    domain,
    versions: page.map(viewVersion),
    nextCursor: last === undefined ? null : Buffer.from(last.generatedAt).toString('base64url'),
  };
  return { status: 200, body, version: body, headers: { 'cache-control': 'private, no-cache' } };
});

function viewVersion({ generatedAt, confirmedAt, body }: StoredVersion): ProfileVersion {
  const { status, dataQuality, profile, evidence, changes } = body;
  return { generatedAt, confirmedAt, status, dataQuality, changes, profile, evidence };
}

function readLimit(given: string | undefined): number {
  if (given === undefined) return usualLimit;
  const limit = Number(given);
  if (/^\d{1,3}$/.test(given) && limit >= 1 && limit <= highestLimit) return limit;
  throw refused('limit', `must be a whole number from 1 to ${highestLimit}`);
}

/** A cursor is the time of the version that it comes after; whoever makes one up only skips versions. */
function readCursor(given: string | undefined): string | null {
  if (given === undefined) return null;
  const time = Buffer.from(given, 'base64url').toString('utf8');
  if (/^\d{4}-\d\d-\d\dT[\d:.]{8,12}Z$/.test(time)) return time;
  throw refused('cursor', 'must be a nextCursor that was given before');
}

function refused(field: string, message: string): IntelligenceError {
  return new IntelligenceError('request.invalid', `Not valid: ${field}.`, { details: [{ field, message }] });
}
