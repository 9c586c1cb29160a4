import { datesIn } from '../../analysis/claims/dates.ts';
import { numbersIn } from '../../analysis/claims/numbers.ts';
import type { FieldFact } from '../../company/profile.ts';
import type { Document } from '../../content/document.ts';
import { stateFact } from '../../sources/record.ts';
import { isNoise, pagesFor, type Reading, speaksOfCompany } from './reading.ts';
import { splitSentences } from './sentences.ts';

const raised =
  /\b(?:raises?|raised|raising|secur(?:es?|ed)|clos(?:es|ed)|announc(?:es|ed|ing)|complet(?:es|ed)|received|led)\b[^.]{0,80}?((?:US)?[$€£])\s?(\d[\d.,]*\s?(?:million|billion|thousand|mn|bn|[mbk](?![\p{L}\p{N}]))?)/iu;
const amountFirst =
  /((?:US)?[$€£])\s?(\d[\d.,]*\s?(?:million|billion|thousand|mn|bn|[mbk](?![\p{L}\p{N}])))\s(?:in\s)?(?:an?\s)?(?:pre-seed|seed|series [a-h]|growth|funding|venture|equity)/iu;
const isRound = /\b(?:series [a-h]\d?|pre-seed|seed|funding|round|financing|investment|venture|investors?|led by)\b/i;
const roundType = /\b(?:pre-seed|seed|series [a-h]\d?|growth(?= (?:round|equity|funding))|bridge(?= round))\b/i;
/** Who raises money for others, or helps them raise it, has not raised it. */
const notOwn =
  /\b(?:customers?|clients|portfolio|our users|startups have|helped|donat|charit|fundrais|revenue|to date|in total|total of|savings|budget|grant to)\b/i;
const currencies: Readonly<Record<string, string>> = { $: 'USD', '€': 'EUR', '£': 'GBP' };

/** States funding rounds that a sentence about the company tells with their amount. */
export function stateFunding(reading: Reading): FieldFact[] {
  const own = pagesFor(reading, 'about', 'news', 'home', 'careers').flatMap(({ document, blocks }) =>
    blocks.flatMap((block) => splitSentences(block.text)).map((text) => ({ document, text, isOwn: true })),
  );
  const articles = pagesFor(reading, 'other').flatMap(({ document, blocks }) =>
    blocks.flatMap((block) => splitSentences(block.text)).map((text) => ({ document, text, isOwn: false })),
  );
  const others = reading.others
    .filter((document) => document.url.startsWith('http'))
    .flatMap((document) =>
      document.segments
        .filter((segment) => segment.origin === 'text' || segment.origin === 'meta')
        .flatMap((segment) => splitSentences(segment.text))
        .map((text) => ({ document, text, isOwn: false })),
    );
  const facts = [...own, ...articles, ...others]
    .filter(({ text, isOwn }) => text.length <= 400 && !isNoise(text) && speaksOfCompany(text, reading, isOwn))
    .flatMap(({ document, text }) => roundIn(document, text));
  return [...new Map(facts.toReversed().map((fact) => [keyOf(fact), fact])).values()].toReversed().slice(0, 6);
}

function roundIn(document: Document, text: string): FieldFact[] {
  const match = raised.exec(text) ?? amountFirst.exec(text);
  if (match === null || !isRound.test(text) || notOwn.test(text)) return [];
  const [amount] = numbersIn(match[2] ?? '');
  const sign = (match[1] ?? '').replace('US', '');
  if (amount === undefined || amount < 10_000) return [];
  const type = roundType.exec(text)?.[0] ?? null;
  const [date] = [...datesIn(text), ...publicationDay(document)];
  return stateFact(document, {
    field: 'fundingRounds',
    value: { type, amount, currency: currencies[sign] ?? null, date: date ?? null },
    quotes: [text],
    confidence: 0.75,
  });
}

/** A news article of its own tells of its day. */
function publicationDay(document: Document): string[] {
  const day = document.publishedAt?.slice(0, 10) ?? '';
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? [day] : [];
}

function keyOf(fact: FieldFact): string {
  const { type, amount } = fact.value as { type: string | null; amount: number };
  return `${type?.toLowerCase()} ${amount}`;
}
