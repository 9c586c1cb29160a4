import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Answer, CompanyIntelligence } from '../company/answer.ts';
import { type ProfileField, profileFieldNames } from '../company/profile.ts';
import type { EnrichmentRun } from '../enrichment/run.ts';
import { putRow, secondsAfter, updateRow } from '../enrichment/table.ts';
import { retention } from '../privacy/retention.ts';
import { carryForward, compareProfiles, type FieldChange, type KnownProfile } from './compare-profiles.ts';
import { profileRowKey, readLatestVersion, type StoredVersion } from './stored-version.ts';

/** An item of the table holds 400 KB; a profile has some dozens. */
const largestBody = 300 * 1024;

/** An answer that everybody may see, and how it came about. */
export interface ProfileToKeep extends Pick<EnrichmentRun, 'domain' | 'depth'> {
  readonly executionName: string;
  readonly answer: Answer & { readonly companyIntelligence: CompanyIntelligence };
}

/**
 * Keeps the profile of an answer as the company's next version where it says something new; where it does not,
 * the latest version is noted as confirmed. Gives the fields that changed since the version before, none for the
 * first. Private answers are never given to it. Repeating it changes nothing. `now` in epoch ms. Throws TransientError `storage.unavailable`.
 */
export async function keepProfile(
  { domain, depth, executionName, answer }: ProfileToKeep,
  now: number,
): Promise<readonly ProfileField[]> {
  const { companyIntelligence, metadata } = answer;
  const { generatedAt, status, dataQuality } = metadata;
  const profile = pickProfile(companyIntelligence);
  const latest = await readLatestVersion(domain, now);
  if (latest !== null && (latest.executionName === executionName || latest.generatedAt >= generatedAt)) {
    return latest.executionName === executionName ? fieldsIn(latest.body.changes) : [];
  }
  const seesLess = status === 'partial' || (depth === 'standard' && latest?.body.depth === 'deep');
  const known = latest !== null && seesLess ? carryForward(latest.body.known, profile) : profile;
  const changes = latest === null ? [] : compareProfiles(latest.body.known, known);
  const expiresAt = secondsAfter(now, retention.profiles.seconds);
  const confirmed = { confirmedAt: { S: generatedAt }, expiresAt };
  if (latest !== null && changes.length === 0) {
    await updateRow(latest.key, { set: confirmed }, { expression: 'attribute_exists(#pk)' });
    return [];
  }
  const evidence = evidenceOf(companyIntelligence);
  const body = await pack({ profile, known, depth, status, dataQuality, evidence, changes });
  await putRow(profileRowKey(domain, generatedAt), {
    ...{ generatedAt: { S: generatedAt }, executionName: { S: executionName }, body: { B: body } },
    ...confirmed,
  });
  return fieldsIn(changes);
}

function fieldsIn(changes: readonly FieldChange[]): readonly ProfileField[] {
  return [...new Set(changes.map(({ field }) => field))];
}

function pickProfile(intelligence: CompanyIntelligence): KnownProfile {
  return Object.fromEntries(profileFieldNames.map((field) => [field, intelligence[field]]));
}

function evidenceOf({ evidence }: CompanyIntelligence): CompanyIntelligence['evidence'] {
  const ofProfile = ([pointer]: readonly [string, unknown]) =>
    profileFieldNames.includes(pointer.split('/')[1] as ProfileField);
  return Object.fromEntries(Object.entries(evidence).filter(ofProfile));
}

/** Quotes that would not fit are left out: the values and what changed matter more here. */
async function pack(body: StoredVersion['body']): Promise<Uint8Array> {
  const packed = await promisify(gzip)(JSON.stringify(body));
  return packed.byteLength <= largestBody ? packed : promisify(gzip)(JSON.stringify({ ...body, evidence: {} }));
}
