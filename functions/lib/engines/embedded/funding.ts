import { datesIn } from '../../analysis/claims/dates.ts';
import { numbersIn } from '../../analysis/claims/numbers.ts';
import { type FieldFact, fundingRoundSchema } from '../../company/profile.ts';
import type { Document } from '../../content/document.ts';
import { stateFact } from '../../sources/record.ts';
import { isNoise, pagesFor, type Reading, speaksOfCompany } from './reading.ts';
import { splitSentences } from './sentences.ts';

const raised =
  /\b(?:raises?|raised|raising|secur(?:es?|ed)|clos(?:es|ed)|announc(?:es|ed|ing)|complet(?:es|ed)|received|led)\b[^.]{0,80}?((?:US)?[$€£])\s?(\d[\d.,]*\s?(?:million|billion|thousand|mn|bn|[mbk](?![\p{L}\p{N}]))?)/iu;
const amountFirst =
  /((?:US)?[$€£])\s?(\d[\d.,]*\s?(?:million|billion|thousand|mn|bn|[mbk](?![\p{L}\p{N}])))\s(?:in\s)?(?:an?\s)?(?:pre-seed|seed|series [a-h]|growth|funding|venture|equity)/iu;
/** `Acme raises 48 million euros`: the company itself as the subject needs no further word. */
const plainlyRaised =
  /^\s+(?:has\s)?(?:raises|raised|secures|secured|closes|closed)\s(?:another\s|over\s|about\s)?(?:((?:US)?[$€£])\s?)?(\d[\d.,]*\s?(?:million|billion|mn|bn|[mb](?![\p{L}\p{N}])))(?:\s(euros?|dollars?|pounds?))?/iu;
const isRound = /\b(?:series [a-h]\d?|pre-seed|seed|funding|round|financing|investment|venture|investors?|led by)\b/i;
const roundType = /\b(?:pre-seed|seed|series [a-h]\d?|growth(?= (?:round|equity|funding))|bridge(?= round))\b/i;
/** Who raises money for others, or helps them raise it, has not raised it. */
const notOwn =
  /\b(?:customers?|clients|portfolio|our users|startups have|helped|donat|charit|fundrais|revenue|to date|in total|total of|savings|budget|grant to)\b/i;
const currencies: Readonly<Record<string, string>> = {
  $: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  dollar: 'USD',
  euro: 'EUR',
  pound: 'GBP',
};

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
    .flatMap(({ document, text }) => roundIn(document, text, reading));
  const distinct = [...new Map(facts.toReversed().map((fact) => [keyOf(fact), fact])).values()].toReversed();
  return distinct.filter((fact) => !isRetold(fact, distinct)).slice(0, 6);
}

function roundIn(document: Document, text: string, reading: Reading): FieldFact[] {
  const raise = readRaise(text, reading);
  const [amount] = numbersIn(raise?.amount ?? '');
  if (raise === null || notOwn.test(text) || amount === undefined || amount < 10_000) return [];
  const type = roundType.exec(text)?.[0] ?? null;
  const [date] = [...datesIn(text), ...publicationDay(document)];
  return stateFact(document, {
    field: 'fundingRounds',
    value: { type, amount, currency: currencies[raise.currency] ?? null, date: date ?? null },
    quotes: [text],
    confidence: type === null ? 0.65 : 0.75,
  });
}

/** The amount as written, and its currency as a sign or a word. */
function readRaise(text: string, reading: Reading): { readonly amount: string; readonly currency: string } | null {
  const told = isRound.test(text) ? (raised.exec(text) ?? amountFirst.exec(text)) : null;
  if (told !== null) return { amount: told[2] ?? '', currency: (told[1] ?? '').replace('US', '') };
  for (const name of reading.names) {
    const at = text.toLowerCase().indexOf(name.toLowerCase());
    const plain = at < 0 ? null : plainlyRaised.exec(text.slice(at + name.length));
    const currency = plain?.[1]?.replace('US', '') ?? plain?.[3]?.toLowerCase().replace(/s$/, '');
    if (plain !== null && currency !== undefined) return { amount: plain[2] ?? '', currency };
  }
  return null;
}

/** A news article of its own tells of its day. */
function publicationDay(document: Document): string[] {
  const day = document.publishedAt?.slice(0, 10) ?? '';
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? [day] : [];
}

/** The same amount without the name of its round, where another sentence names it. */
function isRetold(fact: FieldFact, all: readonly FieldFact[]): boolean {
  const { type, amount } = fundingRoundSchema.parse(fact.value);
  return (
    type === null &&
    all.some((other) => {
      const round = fundingRoundSchema.parse(other.value);
      return round.type !== null && round.amount === amount;
    })
  );
}

function keyOf(fact: FieldFact): string {
  const { type, amount } = fundingRoundSchema.parse(fact.value);
  return `${type?.toLowerCase()} ${amount}`;
}
