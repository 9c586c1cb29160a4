import * as z from 'zod';
import { type Domain, parseDomain } from '../lib/company/domain.ts';
import type { Candidate, SearchFindings } from '../lib/company/identity.ts';
import { type EnrichmentRun, taskInputShape } from '../lib/enrichment/run.ts';
import { readSuppliedInput } from '../lib/enrichment/supplied-input.ts';
import { IntelligenceError, TransientError } from '../lib/errors.ts';
import { SourceFailure, surroundings } from '../lib/sources/adapter.ts';
import type { SourceResult } from '../lib/sources/outcome.ts';
import { unasked } from '../lib/sources/run-source.ts';
import { type FoundPage, searchDocument } from '../lib/sources/search-document.ts';
import { isAbout, readSearchResults } from '../lib/sources/search-findings.ts';
import { ownerSourceId } from '../lib/sources/wikidata/owner-query.ts';
import { findOwners, type Namesake, type Owner } from '../lib/sources/wikidata/owners.ts';
import { storeFindings } from '../lib/storage/findings.ts';
import { task } from '../lib/task.ts';

const searchInputSchema = z.object(taskInputShape);

/** Leaves the Task's 12 s enough to store what was found, in ms. */
const longestQuestion = 7_000;

/** Gathers what others say stands on the domain: Wikidata, and the search results that the caller brought. */
export const handler = task(searchInputSchema, async ({ run }): Promise<SearchFindings> => {
  const [supplied, ownership] = await Promise.all([readSupplied(run), askOwners(run)]);
  const reading = readSearchResults(run.domain, supplied.pages);
  const ownerNames = ownership.owners.flatMap(({ name }) => name ?? []);
  const names = byFrequency([...ownerNames, ...reading.names]);
  const candidates = distinctCandidates([...ownership.namesakes.map(toCandidate), ...reading.candidates]);
  const namesakes = new Set<string | null>(candidates.map((candidate) => candidate.domain));
  const isRelevant = (page: FoundPage) => isAbout(page, run.domain, names) && !namesakes.has(parseDomain(page.url));
  const results = await Promise.all(
    supplied.pages.map((page, index) => keepPage(run.domain, page, index, isRelevant(page))),
  );
  return {
    names,
    confirmations: Number(ownership.owners.length > 0) + Number(reading.isConfirmed),
    owners: ownerNames,
    candidates,
    sources: [ownership.result, ...supplied.failures, ...results],
  };
});

async function askOwners({
  domain,
  refresh,
}: EnrichmentRun): Promise<{ owners: readonly Owner[]; namesakes: readonly Namesake[]; result: SourceResult }> {
  const startedAt = surroundings.now();
  try {
    return await findOwners(domain, { deadline: startedAt + longestQuestion, refresh, surroundings });
  } catch (error) {
    if (!(error instanceof SourceFailure)) throw error;
    const source = {
      id: ownerSourceId,
      sourceId: 'wikidata',
      name: 'Wikidata',
      kind: 'registry',
      url: null,
      purpose: null,
    } as const;
    return {
      owners: [],
      namesakes: [],
      result: { ...unasked(source, 'error', error.reason), ms: surroundings.now() - startedAt },
    };
  }
}

/** Input that is gone is a lost source, not a lost run. */
async function readSupplied(
  run: EnrichmentRun,
): Promise<{ pages: readonly FoundPage[]; failures: readonly SourceResult[] }> {
  if (run.suppliedInputId === null) return { pages: [], failures: [] };
  try {
    return { pages: await readSuppliedInput(run.suppliedInputId, surroundings.now()), failures: [] };
  } catch (error) {
    if (!(error instanceof IntelligenceError) || error instanceof TransientError) throw error;
    return { pages: [], failures: [unasked(suppliedSource('search-result', null), 'error', 'input_gone')] };
  }
}

async function keepPage(domain: Domain, page: FoundPage, index: number, isRelevant: boolean): Promise<SourceResult> {
  const source = suppliedSource(`search-result:${index + 1}`, page.url);
  if (!isRelevant) return unasked(source, 'no_match', 'not_about_company');
  const now = surroundings.now();
  const document = searchDocument('search-result', page, now);
  const { documents } = await storeFindings(domain, source.id, { documents: [document], facts: [] }, now);
  return { ...unasked(source, 'matched', null), observedAt: document.observedAt, documents: [...documents] };
}

function suppliedSource(id: string, url: string | null) {
  return {
    id,
    sourceId: 'search-result',
    name: 'Search result given by the caller',
    kind: 'search',
    url,
    purpose: null,
  } as const;
}

/** An entity of the same name is a possibility, no more. */
function toCandidate({ name, domain, description }: Namesake): Candidate {
  return { name, domain, description, matchScore: 0.5, matchedOn: ['name'] };
}

function distinctCandidates(candidates: readonly Candidate[]): Candidate[] {
  return [...new Map(candidates.toReversed().map((candidate) => [candidate.domain, candidate])).values()].toReversed();
}

/** Distinct names, most often given first. */
function byFrequency(names: readonly string[]): string[] {
  const counted = [...Map.groupBy(names, (name) => name)];
  return counted.sort(([, left], [, right]) => right.length - left.length).map(([name]) => name);
}
