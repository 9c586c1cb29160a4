import * as z from 'zod';
import { parseDomain } from '../../company/domain.ts';
import type { SourceQuestion } from '../adapter.ts';
import type { NamedCompanyHit } from '../named-company-search.ts';
import { requestJson } from '../request.ts';
import { looseList } from '../tolerant.ts';
import { currentStatements, properties, readEntity, textOf } from './entity.ts';

const api = 'https://www.wikidata.org/w/api.php';
/** Whole entities are heavy, and who is not among the first is hardly meant. */
const mostEntities = 5;
const mostAliases = 10;
const human = 'Q5';

const searchAnswer = z.object({ search: looseList(z.object({ id: z.string().regex(/^Q\d+$/) })) });
const entitiesAnswer = z.object({ entities: z.record(z.string(), z.unknown()).catch({}) });
const namesSchema = z.object({
  aliases: z.object({ en: looseList(z.object({ value: z.string() })) }).catch({ en: [] }),
  claims: z.object({
    P31: looseList(z.object({ mainsnak: z.object({ datavalue: z.object({ value: z.object({ id: z.string() }) }) }) })),
  }),
});

/**
 * Asks Wikidata who is called so (https://www.wikidata.org/w/api.php?action=help&modules=wbsearchentities),
 * and gives those that have an official website and are no persons. Throws SourceFailure.
 */
export async function findNamedCompanies(
  name: string,
  asker: Pick<SourceQuestion, 'deadline' | 'surroundings'>,
): Promise<readonly NamedCompanyHit[]> {
  const search = {
    action: 'wbsearchentities',
    type: 'item',
    language: 'en',
    limit: String(mostEntities),
    search: name,
  };
  const found = searchAnswer.safeParse(await requestJson(urlOf(search), asker));
  const ids = (found.data?.search ?? []).map(({ id }) => id);
  if (ids.length === 0) return [];
  const props = 'labels|descriptions|aliases|claims';
  const answer = await requestJson(
    urlOf({ action: 'wbgetentities', ids: ids.join('|'), props, languages: 'en' }),
    asker,
  );
  const entities = entitiesAnswer.safeParse(answer).data?.entities ?? {};
  return ids.flatMap((id) => readHit(entities[id]) ?? []);
}

function readHit(record: unknown): NamedCompanyHit | null {
  const entity = readEntity({ entities: { entity: record } });
  const names = namesSchema.safeParse(record).data;
  const name = entity?.labels.en?.value;
  if (entity === null || name === undefined) return null;
  if (names?.claims.P31.some(({ mainsnak }) => mainsnak.datavalue.value.id === human)) return null;
  const websites = currentStatements(entity, properties.website).flatMap((statement) => textOf(statement) ?? []);
  const domain = parseDomain(websites[0] ?? '');
  if (domain === null) return null;
  return {
    domain,
    name,
    otherNames: (names?.aliases.en ?? []).slice(0, mostAliases).map(({ value }) => value),
    description: entity.descriptions.en?.value ?? null,
    source: 'wikidata',
  };
}

function urlOf(query: Readonly<Record<string, string>>): string {
  return `${api}?${new URLSearchParams({ format: 'json', ...query })}`;
}
