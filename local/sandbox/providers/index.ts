import type { Host } from '../host.ts';
import { brightData } from './bright-data.ts';
import { gdelt } from './gdelt.ts';
import { github } from './github.ts';
import { gleif } from './gleif.ts';
import { greenhouse } from './greenhouse.ts';
import { hackerNews } from './hacker-news.ts';
import { lever } from './lever.ts';
import type { Knowledge } from './provider.ts';
import { rdap } from './rdap.ts';
import { sec } from './sec.ts';
import { serpapi } from './serpapi.ts';
import { snov } from './snov.ts';
import { wikidata } from './wikidata.ts';
import { wikidataQuery } from './wikidata-query.ts';
import { wikipedia } from './wikipedia.ts';

/** The stand-ins of all providers, on the providers' own names. */
export function providerHosts(knowledge: Knowledge): Host[] {
  return [
    wikidata(knowledge),
    wikidataQuery(knowledge),
    wikipedia(knowledge),
    hackerNews(knowledge),
    gdelt(knowledge),
    greenhouse(knowledge),
    ...lever(knowledge),
    github(knowledge),
    serpapi(knowledge),
    snov(knowledge),
    brightData(knowledge),
    ...rdap(knowledge),
    gleif(knowledge),
    ...sec(knowledge),
  ];
}
