import * as z from 'zod';
import { SourceFailure, surroundings } from '../lib/sources/adapter.ts';
import type { NamedCompanyHit } from '../lib/sources/named-company-search.ts';
import { findNamedInGoogle } from '../lib/sources/serpapi/named-company.ts';
import { findNamedCompanies } from '../lib/sources/wikidata/named-companies.ts';
import { task } from '../lib/task.ts';

/** What a lookup by name asks; `deadline` in epoch ms. */
const inputSchema = z.object({ name: z.string().min(1).max(200), deadline: z.number() });

/** Who is called so, as others know it; not complete where one of them could not be asked. */
export interface FoundByName {
  readonly companies: readonly NamedCompanyHit[];
  readonly isComplete: boolean;
}

/** Looks a name up outside: Wikidata, and where that knows no company, the search API if there is a key. */
export const handler = task(inputSchema, async ({ name, deadline }): Promise<FoundByName> => {
  const asker = { deadline, surroundings };
  const fromWikidata = await tryToFind(() => findNamedCompanies(name, asker));
  if (fromWikidata !== null && fromWikidata.length > 0) return { companies: fromWikidata, isComplete: true };
  const fromGoogle = await tryToFind(() => findNamedInGoogle(name, asker));
  return { companies: fromGoogle ?? [], isComplete: fromWikidata !== null && fromGoogle !== null };
});

async function tryToFind(ask: () => Promise<readonly NamedCompanyHit[]>): Promise<readonly NamedCompanyHit[] | null> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof SourceFailure)) throw error;
    console.warn({ message: 'a name could not be looked up', reason: error.reason });
    return null;
  }
}
