import type { CompanyRecords } from '../records.ts';
import { type Knowledge, type ProviderAnswer, providerHost } from './provider.ts';

const results = { 'content-type': 'application/sparql-results+json;charset=utf-8' };
const plain = { 'content-type': 'text/plain;charset=utf-8' };

/**
 * query.wikidata.org for one kind of question: which entities have an official website (P856) among
 * the given spellings, or have one at all and bear a given name. It reads the URLs, the names and the selected variables, and refuses other queries as
 * malformed, so that an adapter that asks for more fails here instead of finding nothing.
 */
export function wikidataQuery({ records }: Knowledge) {
  return providerHost('query.wikidata.org', (url, { request }) => {
    if (!request.headers['user-agent']) return { status: 403, headers: plain, body: 'Please set a user-agent.' };
    return url.pathname === '/sparql' ? answerQuery(records, url.searchParams.get('query') ?? '') : null;
  });
}

function answerQuery(records: readonly CompanyRecords[], query: string): ProviderAnswer {
  const [, selected] = /^\s*SELECT\s+(?:DISTINCT\s+)?((?:\?\w+\s+)+)WHERE\s*\{/i.exec(query) ?? [];
  const [, values] = /VALUES\s+\?site\s*\{([^}]*)\}/.exec(query) ?? [];
  if (selected === undefined || values === undefined || !/\?item\s+wdt:P856\s+\?site\b/.test(query)) {
    return {
      status: 400,
      headers: plain,
      body: `SPARQL-QUERY: ${query}\njava.util.concurrent.ExecutionException: MalformedQueryException`,
    };
  }
  const variables = selected
    .trim()
    .split(/\s+/)
    .map((name) => name.slice(1));
  const spellings = [...values.matchAll(/<([^>]*)>/g)].map(([, spelling]) => spelling);
  const names = readNames(query);
  const bindings = records.flatMap((company) =>
    websitesOf(company)
      .filter((site) => spellings.includes(site) || names.includes(company.wikidata?.label ?? ''))
      .map((site) => bind(company, site, variables)),
  );
  return { headers: results, body: { head: { vars: variables }, results: { bindings } } };
}

/** English labels that are asked for beside the websites. */
function readNames(query: string): string[] {
  const [, names = ''] = /VALUES\s+\?name\s*\{([^}]*)\}\s*\?item\s+rdfs:label\s+\?name\b/.exec(query) ?? [];
  return [...names.matchAll(/"([^"]*)"@en/g)].flatMap(([, name]) => name ?? []);
}

function websitesOf({ wikidata }: CompanyRecords): string[] {
  return (wikidata?.claims.P856 ?? []).flatMap(({ text, rank }) =>
    text === undefined || rank === 'deprecated' ? [] : [text],
  );
}

/** An optional variable without a value is left out of the row. */
function bind({ wikidata, wikipedia }: CompanyRecords, site: string, variables: readonly string[]) {
  const uri = (value: string | undefined) => value && { type: 'uri', value };
  const text = (value: string | undefined) => value && { type: 'literal', 'xml:lang': 'en', value };
  const code = (property: string) => {
    const value = wikidata?.claims[property]?.[0]?.text;
    return value && { type: 'literal', value };
  };
  const cells: Readonly<Record<string, unknown>> = {
    item: uri(wikidata && `http://www.wikidata.org/entity/${wikidata.id}`),
    itemLabel: text(wikidata?.label),
    itemDescription: text(wikidata?.description),
    site: uri(site),
    article: uri(wikipedia && `https://en.wikipedia.org/wiki/${wikipedia.title.replaceAll(' ', '_')}`),
    lei: code('P1278'),
    cik: code('P5531'),
  };
  const bound = variables.flatMap((name) => (cells[name] ? [[name, cells[name]]] : []));
  return Object.fromEntries(bound);
}
