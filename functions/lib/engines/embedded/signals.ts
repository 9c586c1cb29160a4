import { labelsIn } from '../../analysis/vocabulary/label.ts';
import { signals } from '../../analysis/vocabulary/signals.ts';
import { buyingSignalSchema, type FieldFact, fundingRoundSchema } from '../../company/profile.ts';
import type { Document } from '../../content/document.ts';
import { stateFact } from '../../sources/record.ts';
import type { NewsItem } from './news.ts';
import { isNoise, pagesFor, type Reading, speaksOfCompany } from './reading.ts';
import { splitSentences } from './sentences.ts';

const roundShape = fundingRoundSchema.pick({ date: true });
const mostSignals = 8;

/** Trouble that a company or the press reports of it; marketing that names its readers' troubles is not meant. */
const trouble =
  /\b(?:layoffs?|laid off|restructuring|data breach|security (?:breach|incident)|outage|lawsuit|sued|product recall|recalled|under investigation|net loss|bankruptcy|shortages?|supply (?:chain )?(?:issues|disruptions?|constraints)|rising costs|labou?r shortage|we (?:struggle|are struggling|face|are facing)|challenges? (?:we|that we) (?:face|faced))\b/i;
const growth =
  /\b(?:grew|grown|growth|doubled|tripled|quadrupled|increas(?:e|ed)|surpass(?:ed|es)|reached|crossed|expand(?:ed|s|ing)|fastest[- ]growing|record (?:year|revenue|quarter)|opened|opening)\b/i;
const scale =
  /\b(?:over |more than |nearly )?\d[\d.,]*\s?(?:k|m|million|billion|thousand)?\+?\s(?:(?:active|paying|happy|global|enterprise|business|daily|monthly)\s){0,2}(?:customers|users|companies|teams|developers|businesses|organi[sz]ations|subscribers|clients|members|stores|merchants|patients|students|drivers|shipments|growers|farms|vessels|vehicles)\b/i;
const othersGrowth =
  /\b(?:your|you|customers? (?:saw|see|grew|increased)|clients (?:saw|see)|helped|helps?|for (?:our )?(?:customers|clients))\b/i;

interface Told {
  readonly document: Document;
  readonly text: string;
}

/** States signs that the company grows, in its own or the press's sentence with a number in it. */
export function stateGrowth(reading: Reading): FieldFact[] {
  const grown = [...tell(reading, 'about', 'news', 'careers'), ...tellOthers(reading)].filter(
    ({ text }) =>
      growth.test(text) &&
      /\d|\bfastest|\brecord|\bdoubled|\btripled|\bnew (?:office|location|plant|site|region)/i.test(text),
  );
  const sized = tell(reading, 'home', 'about', 'customers').filter(
    ({ text }) => scale.test(text) && text.length <= 160,
  );
  return distinctTexts([...grown, ...sized].filter(({ text }) => !othersGrowth.test(text))).flatMap(
    ({ document, text }) =>
      stateFact(document, { field: 'growthIndicators', value: text, quotes: [text], confidence: 0.6 }),
  );
}

/** States troubles that the company itself or the press reports. */
export function stateChallenges(reading: Reading): FieldFact[] {
  const told = [...tell(reading, 'news', 'about'), ...tellOthers(reading)].filter(
    ({ text }) => trouble.test(text) && !/\b(?:your|you|helps?|prevent|avoid|protect)\b/i.test(text),
  );
  return distinctTexts(told).flatMap(({ document, text }) =>
    stateFact(document, { field: 'businessChallenges', value: text, quotes: [text], confidence: 0.6 }),
  );
}

/** States events after which companies buy: news of a known kind, open jobs, money raised. */
export function stateBuyingSignals(news: readonly NewsItem[], claims: readonly FieldFact[]): FieldFact[] {
  const fromNews = news.flatMap((item) => {
    const [type] = labelsIn(signals, item.title);
    const value = { type, text: item.title, date: item.publishedAt };
    return type === undefined
      ? []
      : stateFact(item.document, { field: 'buyingSignals', value, quotes: item.quotes, confidence: 0.7 });
  });
  const fromClaims = claims
    .filter((claim) => claim.field === 'hiring' || claim.field === 'fundingRounds')
    .flatMap(signalOfClaim);
  const facts = [...fromClaims, ...fromNews];
  const distinct = [...new Map(facts.map((fact) => [JSON.stringify(fact.value), fact])).values()];
  return distinct.filter((fact) => !repeats(fact, distinct)).slice(0, mostSignals);
}

/** A line that only adds a date to the title of another says the same. */
function repeats(fact: FieldFact, all: readonly FieldFact[]): boolean {
  const { text } = buyingSignalSchema.parse(fact.value);
  return all.some((other) => {
    const { text: otherText } = buyingSignalSchema.parse(other.value);
    return otherText !== text && text.includes(otherText);
  });
}

function signalOfClaim(claim: FieldFact): FieldFact[] {
  const type = claim.field === 'hiring' ? 'hiring' : 'funding';
  const evidence = claim.evidence.find((item) => labelsIn(signals, item.quote).includes(type));
  if (evidence === undefined) return [];
  const date = roundShape.safeParse(claim.value).data?.date ?? null;
  const value = { type, text: evidence.quote, date };
  return [{ field: 'buyingSignals', value, confidence: claim.confidence, basis: claim.basis, evidence: [evidence] }];
}

function tell(reading: Reading, ...purposes: Parameters<typeof pagesFor>[1][]): Told[] {
  return pagesFor(reading, ...purposes).flatMap(({ document, blocks }) =>
    blocks
      .filter((block) => block.kind === 'paragraph' || block.kind === 'list-item' || block.kind === 'heading')
      .flatMap((block) => splitSentences(block.text))
      .filter((text) => isStatement(text) && speaksOfCompany(text, reading, true))
      .map((text) => ({ document, text })),
  );
}

function tellOthers(reading: Reading): Told[] {
  return reading.others
    .filter((document) => document.url.startsWith('http'))
    .flatMap((document) =>
      document.segments
        .filter((segment) => segment.origin === 'text' || segment.origin === 'meta')
        .flatMap((segment) => splitSentences(segment.text))
        .filter((text) => isStatement(text) && speaksOfCompany(text, reading, false))
        .map((text) => ({ document, text })),
    );
}

function isStatement(text: string): boolean {
  return text.length >= 20 && text.length <= 260 && !/^["“‘]|\?$/.test(text) && !isNoise(text);
}

function distinctTexts(told: readonly Told[]): Told[] {
  return [...new Map(told.map((item) => [item.text.toLowerCase(), item])).values()].slice(0, 5);
}
