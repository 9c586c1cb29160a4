import type { Domain } from '../../company/domain.ts';

/**
 * SPARQL for the entities whose official website is the domain's homepage, in the spellings in use,
 * with what leads on to Wikipedia, GLEIF and the SEC
 * (https://www.wikidata.org/wiki/Wikidata:SPARQL_query_service/queries/examples).
 */
export function ownerQuery(domain: Domain): string {
  return `SELECT ?item ?itemLabel ?itemDescription ?site ?article ?lei ?cik WHERE {
  VALUES ?site { ${spellings(domain)
    .map((url) => `<${url}>`)
    .join(' ')} }
  ?item wdt:P856 ?site .
  OPTIONAL { ?item wdt:P1278 ?lei . }
  OPTIONAL { ?item wdt:P5531 ?cik . }
  OPTIONAL { ?article schema:about ?item ; schema:isPartOf <https://en.wikipedia.org/> . }
  SERVICE wikibase:label { bd:serviceParam wikibase:language "en,mul" . }
} LIMIT 50`;
}

function spellings(domain: Domain): string[] {
  const hosts = [domain, `www.${domain}`];
  return ['https', 'http'].flatMap((scheme) =>
    hosts.flatMap((host) => [`${scheme}://${host}/`, `${scheme}://${host}`]),
  );
}
