import { findSource } from '../sources/catalog.ts';
import type { AnswerSource, UnknownReason } from './answer.ts';
import type { ProfileField } from './profile.ts';

/** Their texts are read for every field. */
const readsForAll = new Set(['own-site', 'bright-data-unlocker', 'search-result']);

/**
 * Why nothing is known of a field: of the sources that may fill it, at least one answered and had
 * nothing (`not_found`), none answered and some failed (`sources_failed`), or none was asked (`not_asked`).
 */
export function whyUnknown(field: ProfileField, sources: readonly AnswerSource[]): UnknownReason {
  const able = sources.filter(({ id }) => mayFill(id, field));
  if (able.some(({ outcome }) => outcome === 'matched' || outcome === 'no_match')) return 'not_found';
  const hasFailed = able.some(({ outcome, reason }) => outcome === 'error' || reason === 'late');
  return hasFailed ? 'sources_failed' : 'not_asked';
}

/** A result's id begins with its source's (`own-site:acme.example/about`). */
function mayFill(resultId: string, field: ProfileField): boolean {
  const sourceId = resultId.split(':')[0] ?? '';
  return readsForAll.has(sourceId) || (findSource(sourceId)?.fills.includes(field) ?? false);
}
