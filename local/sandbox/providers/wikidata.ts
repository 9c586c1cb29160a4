import type { CompanyRecords } from '../records.ts';
import { type Knowledge, type ProviderAnswer, providerHost } from './provider.ts';
import { namedEntities, writeEntity } from './wikidata-entities.ts';

const mostIds = 50;
const longestAnswer = 50;

/**
 * www.wikidata.org: Special:EntityData and the actions wbgetentities and wbsearchentities
 * (https://www.wikidata.org/w/api.php). Robots must name themselves
 * (https://foundation.wikimedia.org/wiki/Policy:User-Agent_policy).
 */
export function wikidata({ records }: Knowledge) {
  return providerHost('www.wikidata.org', (url, { request }) => {
    if (!request.headers['user-agent']) return { status: 403, body: 'Please set a user-agent.' };
    const data = /^\/wiki\/Special:EntityData\/(Q\d+)(?:\.json)?$/.exec(url.pathname)?.[1];
    if (data !== undefined) return entityData(records, data);
    if (url.pathname !== '/w/api.php') return null;
    const action = url.searchParams.get('action');
    if (action === 'wbgetentities') return getEntities(records, url.searchParams);
    if (action === 'wbsearchentities') return searchEntities(records, url.searchParams);
    return apiError('badvalue', `Unrecognized value for parameter "action": ${action}.`);
  });
}

function entityData(records: readonly CompanyRecords[], id: string): ProviderAnswer | null {
  const entity = findEntity(records, id);
  return entity === null ? null : { body: { entities: { [id]: entity } } };
}

/** A company whole, a place or a person by its name only. */
function findEntity(records: readonly CompanyRecords[], id: string): Record<string, unknown> | null {
  const company = records.find(({ wikidata: record }) => record?.id === id);
  if (company?.wikidata !== undefined) return writeEntity(company.wikidata, company.wikipedia?.title);
  const label = namedEntities[id];
  if (label === undefined) return null;
  return { type: 'item', id, labels: { en: { language: 'en', value: label } }, descriptions: {}, claims: {} };
}

function getEntities(records: readonly CompanyRecords[], query: URLSearchParams): ProviderAnswer {
  const ids = (query.get('ids') ?? '').split('|').filter((id) => id !== '');
  if (ids.length > mostIds) return apiError('toomanyvalues', `Too many values supplied for parameter "ids".`);
  const bad = ids.find((id) => !/^Q\d+$/.test(id));
  if (bad !== undefined || ids.length === 0)
    return apiError('no-such-entity', `Could not find an entity with the ID "${bad}".`);
  const props = query.get('props')?.split('|');
  const entities = ids.map((id) => {
    const entity = findEntity(records, id);
    if (entity === null) return [id, { id, missing: '' }];
    const kept = Object.entries(entity).filter(
      ([name]) => props === undefined || name === 'id' || name === 'type' || props.includes(name),
    );
    return [id, Object.fromEntries(kept)];
  });
  return { body: { entities: Object.fromEntries(entities), success: 1 } };
}

function searchEntities(records: readonly CompanyRecords[], query: URLSearchParams): ProviderAnswer {
  const search = (query.get('search') ?? '').trim().toLowerCase();
  if (search === '') return apiError('missingparam', 'The "search" parameter must be set.');
  const found = records.flatMap(({ wikidata: record }) => {
    if (record === undefined) return [];
    const text = [record.label, ...record.aliases].find((name) => name.toLowerCase().startsWith(search));
    if (text === undefined) return [];
    const { id, label, description } = record;
    return [
      {
        id,
        title: id,
        repository: 'wikidata',
        concepturi: `http://www.wikidata.org/entity/${id}`,
        label,
        description,
        match: { type: text === label ? 'label' : 'alias', language: 'en', text },
      },
    ];
  });
  return { body: { searchinfo: { search }, search: found.slice(0, longestAnswer), success: 1 } };
}

function apiError(code: string, info: string): ProviderAnswer {
  return { headers: { 'mediawiki-api-error': code }, body: { error: { code, info } } };
}
