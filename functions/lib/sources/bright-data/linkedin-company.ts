import { isSameDomain } from '../../company/domain.ts';
import { matched, noMatch, SourceFailure } from '../adapter.ts';
import { findSource } from '../catalog.ts';
import type { Dataset } from '../dataset.ts';
import { makeDocument, record } from '../record.ts';
import { companyFacts, readCompanyRecord } from './company-record.ts';
import { callBrightData, readToken } from './request.ts';
import { readProgress, readSnapshot, readSnapshotId } from './snapshot.ts';

const id = 'bright-data-linkedin';
const costUsd = findSource(id)?.costUsd ?? 0;
/** LinkedIn company information by URL (https://docs.brightdata.com/api-reference/web-scraper-api/social-media-apis/linkedin). */
const datasetId = 'gd_l1vikfnt1wgvvqz95w';
/** Failures of a start after which the collection may run, and be charged, all the same. */
const mayHaveStarted = ['timeout', 'connection_lost', 'malformed', 'too_large'];

/**
 * What a company says of itself on its LinkedIn page, as a Bright Data dataset of one record. It counts
 * only if the page names the company's own website; people are neither asked for nor kept.
 */
export const linkedinCompany: Dataset = {
  id,
  async start(question) {
    const { url } = question.source;
    if (url === null) return noMatch('no_profile');
    const token = await readToken(question);
    if (token === null) return { outcome: 'skipped', reason: 'no_key' };
    const query = new URLSearchParams({ dataset_id: datasetId, format: 'json', include_errors: 'true' });
    try {
      const answer = await callBrightData(`/datasets/v3/trigger?${query}`, token, question, [{ url }]);
      return { outcome: 'started', snapshotId: readSnapshotId(answer), costUsd };
    } catch (error) {
      if (!(error instanceof SourceFailure) || !mayHaveStarted.includes(error.reason)) throw error;
      throw new SourceFailure(error.reason, { cause: error, costUsd });
    }
  },
  async collect(question, snapshotId) {
    const { company, source, surroundings } = question;
    const token = await readToken(question);
    if (token === null) return { outcome: 'skipped', reason: 'no_key' };
    const progress = await callBrightData(`/datasets/v3/progress/${snapshotId}`, token, question);
    if (!readProgress(progress)) return null;
    const row = readSnapshot(await callBrightData(`/datasets/v3/snapshot/${snapshotId}?format=json`, token, question));
    if (row.kind === 'pending') return null;
    if (row.kind === 'unknown') return noMatch('unknown_profile');
    const known = readCompanyRecord(row.record);
    if (known === null) throw new SourceFailure('malformed', { costUsd });
    if (known.website === null || !isSameDomain(known.website, company.domain)) {
      return noMatch('not_about_company', costUsd);
    }
    const document = makeDocument({
      sourceId: id,
      url: source.url ?? `https://api.brightdata.com/datasets/v3/snapshot/${snapshotId}`,
      observedAt: surroundings.now(),
      title: known.name ?? company.name,
      segments: [record(known)],
    });
    return matched([document], companyFacts(document, known), costUsd);
  },
};
