import type { Company, EnrichmentRun } from '../enrichment/run.ts';
import { hasSecretValue } from '../secrets/secret-presence.ts';
import { type SourceDescriptor, type SourceGroup, sourceCatalog } from './catalog.ts';
import type { SourceResult } from './outcome.ts';
import { planPages } from './own-site/plan-pages.ts';
import type { PlannedSource, SourcePlan } from './plan.ts';
import { unasked } from './run-source.ts';

/** What the aggregation may take from now on, in ms. */
const aggregationMs = 45_000;

/** Plans the aggregation: the pages of the own site that are worth reading, every keyless source, and the paid ones that have a key. */
export async function planSources(
  run: EnrichmentRun,
  company: Company,
  now: () => number = Date.now,
): Promise<SourcePlan> {
  const startedAt = now();
  const [pages, keyed] = await Promise.all([planPages(run, company, startedAt), findKeyed(startedAt)]);
  const paid = sourcesOf('paid');
  return {
    deadline: startedAt + aggregationMs,
    pages,
    freeApis: sourcesOf('free-api').map(toPlanned),
    publicData: sourcesOf('public-data').map(toPlanned),
    social: sourcesOf('social').map(toPlanned),
    paid: paid.filter((source) => whySkipped(source, keyed) === null).map(toPlanned),
    skipped: paid.flatMap((source) => skip(source, whySkipped(source, keyed))),
  };
}

function sourcesOf(group: SourceGroup): SourceDescriptor[] {
  return sourceCatalog.filter((source) => source.group === group);
}

/** The ids of the sources whose key is there, so that nothing of the budget is kept for the others. */
async function findKeyed(now: number): Promise<ReadonlySet<string>> {
  const paid = sourcesOf('paid');
  const keyed = await Promise.all(
    paid.map(({ secretVariable }) => secretVariable === undefined || hasSecretValue(secretVariable, now)),
  );
  return new Set(paid.filter((_, index) => keyed[index]).map(({ id }) => id));
}

function whySkipped({ id, insteadOf }: SourceDescriptor, keyed: ReadonlySet<string>): string | null {
  if (!keyed.has(id)) return 'no_key';
  return insteadOf !== undefined && keyed.has(insteadOf) ? 'other_search' : null;
}

function toPlanned({ id, name, kind }: SourceDescriptor): PlannedSource {
  return { id, sourceId: id, name, kind, url: null, purpose: null };
}

function skip(source: SourceDescriptor, reason: string | null): SourceResult[] {
  return reason === null ? [] : [unasked(toPlanned(source), 'skipped', reason)];
}
