import * as z from 'zod';
import { keepResult, readCachedResult } from '../../cache/source-cache.ts';
import { type Domain, parseDomain } from '../../company/domain.ts';
import { isSameName, mayBeNameOf } from '../../company/name.ts';
import { type Document, documentSchema } from '../../content/document.ts';
import type { Company } from '../../enrichment/run.ts';
import { IntelligenceError } from '../../errors.ts';
import { getJson } from '../../storage/bucket.ts';
import { putDocument } from '../../storage/documents.ts';
import { SourceFailure, type SourceQuestion } from '../adapter.ts';
import type { SourceResult } from '../outcome.ts';
import { makeDocument, record } from '../record.ts';
import { parseJson, requestJson } from '../request.ts';
import { looseList } from '../tolerant.ts';
import { ownerQuery, ownerSourceId } from './owner-query.ts';

/** An entity whose official website (P856) is the domain. */
export interface Owner {
  /** `Q…` */
  readonly entityId: string;
  /** null where Wikidata has no English label. */
  readonly name: string | null;
  readonly description: string | null;
  /** URL of the English Wikipedia article. */
  readonly article: string | null;
  readonly lei: string | null;
  readonly cik: string | null;
}

/** An entity of the name that the domain spells, at home on another domain. */
export interface Namesake {
  readonly name: string;
  readonly domain: Domain;
  readonly description: string | null;
}

/** Who owns a domain, with the answer as it was stored. */
export interface Ownership {
  readonly owners: readonly Owner[];
  readonly namesakes: readonly Namesake[];
  readonly document: Document;
  readonly result: SourceResult;
}

/** Several adapters of one run build on the answer, so even a refreshing run asks once, in ms. */
const freshEnough = 5 * 60_000;
const identity = { id: ownerSourceId, sourceId: 'wikidata', name: 'Wikidata', kind: 'registry' } as const;

type Asker = Pick<SourceQuestion, 'deadline' | 'refresh' | 'surroundings'>;

/**
 * Asks Wikidata which entities have this domain as their official website, or takes the kept answer;
 * it depends on nothing but the domain, so every run may share it. Throws SourceFailure, and
 * TransientError `storage.unavailable` when the answer cannot be stored.
 */
export async function findOwners(domain: Domain, asker: Asker): Promise<Ownership> {
  const startedAt = asker.surroundings.now();
  const kept = await recall(domain, asker);
  if (kept !== null) return kept;
  const url = `https://query.wikidata.org/sparql?format=json&query=${encodeURIComponent(ownerQuery(domain))}`;
  const answer = await requestJson(url, asker, { accept: 'application/sparql-results+json' });
  const document = makeDocument({
    sourceId: 'wikidata',
    url: `https://www.wikidata.org/w/index.php?search=${encodeURIComponent(`haswbstatement:P856=https://${domain}`)}`,
    observedAt: startedAt,
    title: `Entities with the official website ${domain}`,
    segments: [record(answer)],
  });
  const { owners, namesakes } = readRows(domain, answer);
  const result: SourceResult = {
    ...identity,
    url: document.url,
    outcome: owners.length > 0 ? 'matched' : 'no_match',
    reason: owners.length > 0 ? null : 'no_entity',
    ms: asker.surroundings.now() - startedAt,
    costUsd: 0,
    observedAt: document.observedAt,
    fromCache: false,
    fields: [],
    documents: [await putDocument(domain, document)],
    factsKey: null,
  };
  await keepResult(domain, result, 'firmographics', startedAt).catch((error: unknown) => {
    console.warn({ message: 'source cache unwritable', error });
  });
  return { owners, namesakes, document, result };
}

/**
 * The owner that is this company: the only one that may bear its name, now or before, or the one of
 * its very name; null where that stays open. A domain changes hands, and the register learns late.
 */
export function chooseOwner(owners: readonly Owner[], company: Pick<Company, 'name' | 'otherNames'>): Owner | null {
  const possible = owners.filter(({ name }) => name === null || mayBeNameOf(company, name));
  if (possible.length === 1) return possible[0] ?? null;
  const named = possible.filter(({ name }) => name !== null && isSameName(name, company.name));
  return named.length === 1 ? (named[0] ?? null) : null;
}

const cell = z.object({ value: z.string() }).nullish().catch(null);
const answerSchema = z.object({
  results: z.object({
    bindings: looseList(
      z.object({
        item: z.object({ value: z.string().regex(/\/Q\d+$/) }),
        site: z.object({ value: z.string() }),
        itemLabel: cell,
        itemDescription: cell,
        article: cell,
        lei: cell,
        cik: cell,
      }),
    ),
  }),
});

/** Rows of one entity differ in their optional parts only; the first of each counts. */
function readRows(domain: Domain, answer: unknown): Pick<Ownership, 'owners' | 'namesakes'> {
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success) throw new SourceFailure('malformed', { cause: parsed.error });
  const owners = new Map<string, Owner>();
  const namesakes = new Map<string, Namesake>();
  for (const row of parsed.data.results.bindings) {
    const entityId = row.item.value.slice(row.item.value.lastIndexOf('/') + 1);
    // The label service answers with the id where there is no label.
    const name = row.itemLabel?.value === entityId ? null : (row.itemLabel?.value ?? null);
    const description = row.itemDescription?.value ?? null;
    const home = parseDomain(row.site.value);
    if (home === domain && !owners.has(entityId)) {
      const more = { article: row.article?.value ?? null, lei: row.lei?.value ?? null, cik: row.cik?.value ?? null };
      owners.set(entityId, { entityId, name, description, ...more });
    }
    if (home !== domain && home !== null && name !== null) namesakes.set(entityId, { name, domain: home, description });
  }
  const others = [...namesakes].flatMap(([entityId, namesake]) => (owners.has(entityId) ? [] : [namesake]));
  return { owners: [...owners.values()], namesakes: others };
}

/** Whatever is wrong with the kept answer, asking again mends it. */
async function recall(domain: Domain, asker: Asker): Promise<Ownership | null> {
  const now = asker.surroundings.now();
  try {
    const result = await readCachedResult(domain, identity.id, now);
    const reference = result?.documents[0];
    if (result === null || reference === undefined) return null;
    if (asker.refresh && now - Date.parse(result.observedAt ?? '') > freshEnough) return null;
    const document = await getJson(reference.key, documentSchema);
    return { ...readRows(domain, parseJson(document.segments[0]?.text ?? '')), document, result };
  } catch (error) {
    if (!(error instanceof IntelligenceError)) throw error;
    return null;
  }
}
