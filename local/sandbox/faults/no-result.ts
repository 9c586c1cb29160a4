/** An answer that tells of nothing found. */
interface Nothing {
  readonly status: number;
  readonly body: unknown;
}

const unknown: Nothing = { status: 404, body: { error: 'Not Found' } };
const found = (body: unknown): Nothing => ({ status: 200, body });

/** How each provider says that it found nothing, by host; null for a host that has no way to say it. */
export function nothingFound({ hostname, pathname }: URL): Nothing | null {
  if (hostname === 'api.brightdata.com') return pathname === '/request' ? found({ general: {}, organic: [] }) : null;
  if (hostname === 'api.snov.io')
    return pathname.includes('/result/') ? found({ status: 'completed', data: [] }) : null;
  return answers[hostname] ?? null;
}

const answers: Readonly<Record<string, Nothing>> = {
  'serpapi.com': found({
    search_metadata: { status: 'Success' },
    search_information: { organic_results_state: 'Fully empty' },
    error: "Google hasn't returned any results for this query.",
  }),
  'query.wikidata.org': found({ head: { vars: [] }, results: { bindings: [] } }),
  'www.wikidata.org': unknown,
  'en.wikipedia.org': unknown,
  'api.gdeltproject.org': found({}),
  'api.gleif.org': unknown,
  'www.sec.gov': found({}),
  'data.sec.gov': unknown,
  'api.github.com': unknown,
  'hn.algolia.com': found({ hits: [] }),
  'boards-api.greenhouse.io': unknown,
  'api.lever.co': unknown,
  'api.eu.lever.co': unknown,
  'rdap.org': unknown,
  'rdap.registry.example': unknown,
};
