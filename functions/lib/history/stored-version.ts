import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Answer, CompanyIntelligence } from '../company/answer.ts';
import type { EnrichmentRun } from '../enrichment/run.ts';
import { queryLatest, type Row, type RowKey, readText, requireText } from '../enrichment/table.ts';
import { IntelligenceError } from '../errors.ts';
import type { FieldChange, KnownProfile } from './compare-profiles.ts';

const prefix = 'PROFILE#';

/** One version of a company's profile as the table holds it; times in ISO 8601. */
export interface StoredVersion {
  readonly key: RowKey;
  readonly generatedAt: string;
  /** When an enrichment last found nothing new. */
  readonly confirmedAt: string;
  readonly executionName: string;
  readonly body: {
    readonly profile: KnownProfile;
    /** The profile with what it could not see but an earlier one could; what the next one is compared with. */
    readonly known: KnownProfile;
    readonly depth: EnrichmentRun['depth'];
    readonly status: Answer['metadata']['status'];
    readonly dataQuality: Answer['metadata']['dataQuality'];
    readonly evidence: CompanyIntelligence['evidence'];
    /** Against the version before; none for the first. */
    readonly changes: readonly FieldChange[];
  };
}

/** Where the version of a time stands; later ones sort later. */
export function profileRowKey(domain: string, generatedAt: string): RowKey {
  return { pk: `COMPANY#${domain}`, sk: `${prefix}${generatedAt}` };
}

/**
 * Gives up to `limit` versions of a company's profile, latest first, from the one before `before` (ISO 8601)
 * on. `now` in epoch ms. Throws TransientError `storage.unavailable`.
 */
export async function readVersions(
  domain: string,
  limit: number,
  before: string | null,
  now: number,
): Promise<readonly StoredVersion[]> {
  const { pk, sk } = profileRowKey(domain, before ?? '');
  const rows = await queryLatest(pk, prefix, limit, before === null ? null : sk, now);
  return Promise.all(rows.map(parseVersion));
}

/** Gives the latest version, null where there is none. `now` in epoch ms. */
export async function readLatestVersion(domain: string, now: number): Promise<StoredVersion | null> {
  const [latest] = await readVersions(domain, 1, null, now);
  return latest ?? null;
}

async function parseVersion(row: Row): Promise<StoredVersion> {
  const body = row.body?.B;
  if (body === undefined) throw new IntelligenceError('storage.malformed', 'A kept profile lacks its body.');
  const generatedAt = requireText(row, 'generatedAt');
  return {
    key: { pk: requireText(row, 'pk'), sk: requireText(row, 'sk') },
    generatedAt,
    confirmedAt: readText(row, 'confirmedAt') ?? generatedAt,
    executionName: requireText(row, 'executionName'),
    body: JSON.parse((await promisify(gunzip)(body)).toString('utf8')) as StoredVersion['body'],
  };
}
