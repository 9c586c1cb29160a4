import type { Domain } from '../../company/domain.ts';
import { nameFromDomain } from '../own-site/site-name.ts';

/** Under which the answer is listed and kept. */
export const ownerSourceId = 'wikidata:owner';

/**
 * SPARQL for the entities whose official website is the domain's homepage, in the spellings in use,
 * with what leads on to Wikipedia, GLEIF and the SEC, and for those that have another website and bear
 * the name that the domain spells
 * (https://www.wikidata.org/wiki/Wikidata:SPARQL_query_service/queries/examples).
 */
export function ownerQuery(domain: Domain): string {
  return `SELECT ?item ?itemLabel ?itemDescription ?site ?article ?lei ?cik WHERE {
  {
    VALUES ?site { ${spellings(domain)
      .map((url) => `<${url}>`)
      .join(' ')} }
  } UNION {
    VALUES ?name { ${labels(domain)
      .map((name) => `"${name}"@en`)
      .join(' ')} }
    ?item rdfs:label ?name .
  }
  ?item wdt:P856 ?site .
  OPTIONAL { ?item wdt:P1278 ?lei . }
  OPTIONAL { ?item wdt:P5531 ?cik . }
  OPTIONAL { ?article schema:about ?item ; schema:isPartOf <https://en.wikipedia.org/> . }
  SERVICE wikibase:label { bd:serviceParam wikibase:language "en,mul" . }
} LIMIT 50`;
}

/** A domain's label holds letters, digits and hyphens only, so nothing of it can end the literal. */
function labels(domain: Domain): string[] {
  const name = nameFromDomain(domain);
  return [...new Set([name, name.toUpperCase()])];
}

function spellings(domain: Domain): string[] {
  const hosts = [domain, `www.${domain}`];
  return ['https', 'http'].flatMap((scheme) =>
    hosts.flatMap((host) => [`${scheme}://${host}/`, `${scheme}://${host}`]),
  );
}
