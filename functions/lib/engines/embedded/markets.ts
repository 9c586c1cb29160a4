import { labelsIn, wordingOf } from '../../analysis/vocabulary/label.ts';
import { markets } from '../../analysis/vocabulary/markets.ts';
import type { FieldFact } from '../../company/profile.ts';
import type { Document } from '../../content/document.ts';
import { stateFact } from '../../sources/record.ts';
import { type Page, pagesFor, type Reading } from './reading.ts';
import { splitSentences } from './sentences.ts';

const mostMarkets = 8;

/** A group that something is made for: `built for developers`, `for small businesses`. */
const madeFor =
  /\b(?:(?:built|made|designed|purpose-built|created|ideal|perfect|developed|(?:platform|software|system|tools?|solutions?|services?|apps?|suite|alternative|analytics|management|marketing|support|automation|CRM|HRMS|partner|sensors?|insurance|banking|infrastructure|products?|equipment|storage|logistics|monitoring)) for|(?:trusted|used|loved|chosen) by|(?:helps?|helping)(?! you\b)|serves?|serving|we (?:help|serve|work with|supply)|our (?:customers|clients) (?:are|range))\s/i;

/** Headings above a list of groups that are served. */
const audienceHeading =
  /^(?:industries|industries we serve|who we (?:serve|help)|who (?:it['’]?s|it is|we['’]re) for|(?:solutions )?by (?:industry|role|team|company size|use case)|our (?:customers|clients|markets)|markets(?: we serve)?|for every team|sectors)$/i;

const audiencePath = /\/(?:industries|industry|who-we-serve|for|markets|sectors)\/([a-z0-9-]+)\/?$/i;

/** States whom the company sells to, in controlled labels, each with the words that say so. */
export function stateMarkets(reading: Reading): FieldFact[] {
  const pages = pagesFor(reading, 'home', 'about', 'products', 'customers');
  const facts = [
    ...pagesFor(reading, 'home').flatMap(({ document }) => documentMeta(document)),
    ...pages.flatMap(listedMarkets),
    ...pages.flatMap(wordedMarkets),
    ...reading.pages.flatMap(({ document }) => linkedMarkets(document)),
  ];
  return [...new Map(facts.toReversed().map((fact) => [fact.value, fact])).values()].toReversed().slice(0, mostMarkets);
}

function documentMeta(document: Document): FieldFact[] {
  return document.segments
    .filter((segment) => segment.origin === 'meta')
    .flatMap((segment) => splitSentences(segment.text))
    .flatMap((sentence) => labelled(document, audienceOf(sentence) || behindFor(sentence), sentence, 0.65));
}

/** A site tells search engines in one sentence what it makes for whom. */
function behindFor(sentence: string): string {
  return (/\bfor\s+(?!free\b)(.{3,60})/i.exec(sentence)?.[1] ?? '').split(/\s[|–—-]\s/)[0] ?? '';
}

function wordedMarkets({ document, blocks }: Page): FieldFact[] {
  return blocks
    .filter((block) => block.kind === 'heading' || (block.kind === 'paragraph' && block.text.length <= 400))
    .flatMap((block) => splitSentences(block.text))
    .flatMap((sentence) => labelled(document, audienceOf(sentence), sentence, 0.65));
}

/** The stretch of a sentence that follows `made for …`, where the groups stand. */
function audienceOf(sentence: string): string {
  const match = madeFor.exec(sentence);
  const audience = match === null ? '' : sentence.slice(match.index + match[0].length);
  // `An app for your health care` speaks to a patient, not of a market.
  return /^[^,.]{0,40}\byour\b/.test(audience) ? '' : (audience.split(/\s[|–—-]\s/)[0] ?? '').slice(0, 110);
}

function listedMarkets({ document, blocks }: Page): FieldFact[] {
  return blocks
    .filter((block) => audienceHeading.test(block.section.at(-1) ?? '') && block.text.length <= 60)
    .filter((block) => block.kind === 'list-item' || block.kind === 'heading')
    .flatMap((block) => labelled(document, block.text, block.text, 0.75));
}

function linkedMarkets(document: Document): FieldFact[] {
  return document.links.flatMap((link) => {
    const slug = audiencePath.exec(URL.parse(link.url)?.pathname ?? '')?.[1];
    if (slug === undefined || link.text === '' || link.text.length > 50) return [];
    const labels = labelsIn(markets, slug.replaceAll('-', ' '));
    return labels
      .filter((label) => wordingOf(markets, label, link.text) !== null)
      .flatMap((label) => labelled(document, link.text, link.text, 0.7, label));
  });
}

function labelled(document: Document, words: string, quote: string, confidence: number, only?: string): FieldFact[] {
  return labelsIn(markets, words)
    .filter((label) => only === undefined || label === only)
    .flatMap((value) =>
      stateFact(document, { field: 'targetMarkets', value, quotes: [quote], confidence, basis: 'derived' }),
    );
}
