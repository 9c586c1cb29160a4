import type { SourceResult } from '../outcome.ts';
import type { PlannedSource } from '../plan.ts';
import { ownSiteId } from './own-site-id.ts';

/** A protection against bots refuses so; what robots.txt forbids or the site does not have ends otherwise. */
const refusals = new Set<string | null>(['http_403', 'http_429', 'bot_challenge']);
/** A site that refuses one page usually refuses all; more of them are rarely worth their price. */
const mostPages = 5;

/**
 * The questions that `unlocker` is worth: one for each own page that a protection against bots refused,
 * the homepage first, the others in the order in which they were planned.
 */
export function blockedPages(
  unlocker: PlannedSource,
  results: readonly SourceResult[],
  pages: readonly PlannedSource[],
): PlannedSource[] {
  const order = new Map(pages.map(({ id }, index) => [id, index]));
  const refused = results.filter(
    ({ sourceId, outcome, reason, url }) =>
      sourceId === ownSiteId && outcome === 'error' && refusals.has(reason) && url !== null,
  );
  const sorted = refused.toSorted((left, right) => (order.get(left.id) ?? -1) - (order.get(right.id) ?? -1));
  return sorted.slice(0, mostPages).map(({ id, url }) => ({
    ...unlocker,
    id: `${unlocker.sourceId}:${id.slice(ownSiteId.length + 1)}`,
    url,
    purpose: pages.find((page) => page.id === id)?.purpose ?? 'home',
  }));
}
