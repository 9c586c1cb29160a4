import type { FieldFact } from '../../company/profile.ts';
import { stateFact } from '../../sources/record.ts';
import { stateCompetitors } from './competitors.ts';
import { stateCompliance } from './compliance.ts';
import { stateCustomers } from './customers.ts';
import { stateDescription, stateLegalName, stateName } from './description.ts';
import { stateEmployees, stateFounding, stateHeadquarters, statePresence } from './firmographics.ts';
import { stateFunding } from './funding.ts';
import { stateHiring } from './hiring.ts';
import { classifyIndustry, type WeightedText } from './industry.ts';
import { stateMarkets } from './markets.ts';
import { findNews, stateNews } from './news.ts';
import { statePartners } from './partners.ts';
import { stateExecutives } from './people.ts';
import { statePositioning, stateValuePropositions } from './positioning.ts';
import { statePricing } from './pricing.ts';
import { stateProducts } from './products.ts';
import { pagesFor, type Reading } from './reading.ts';
import { countWords } from './sentences.ts';
import { stateBuyingSignals, stateChallenges, stateGrowth } from './signals.ts';
import { stateTechnologies } from './technology.ts';

const rules: readonly ((reading: Reading) => FieldFact[])[] = [
  stateName,
  stateLegalName,
  stateDescription,
  stateIndustry,
  stateProducts,
  stateMarkets,
  stateCompetitors,
  stateValuePropositions,
  statePositioning,
  statePricing,
  stateEmployees,
  stateFounding,
  stateHeadquarters,
  statePresence,
  stateCustomers,
  statePartners,
  stateTechnologies,
  stateExecutives,
  stateFunding,
  stateHiring,
  stateChallenges,
  stateGrowth,
  stateCompliance,
];

/** Applies every rule to a reading; what a rule does not find, nobody states. */
export function stateClaims(reading: Reading): FieldFact[] {
  const claims = rules.flatMap((rule) => rule(reading));
  const news = findNews(reading);
  return [...claims, ...stateNews(news), ...stateBuyingSignals(news, claims)];
}

/** Below it, another sector is likelier than the one guessed. */
const leastIndustryConfidence = 0.5;
/** A slogan tells no industry. */
const leastWords = 5;

/** States the industry that the words of homepage, about and product pages speak for. */
function stateIndustry(reading: Reading): FieldFact[] {
  const pages = [...pagesFor(reading, 'home'), ...pagesFor(reading, 'about', 'products')].slice(0, 4);
  const texts = pages.flatMap(({ document, blocks }) => [
    ...document.segments
      .filter((segment) => segment.origin === 'meta' && segment.text.length <= 400)
      .map((segment) => ({ document, text: segment.text, weight: 2 })),
    ...blocks
      .filter((block) => block.kind === 'heading' && (block.level ?? 6) <= 2)
      .map((block) => ({ document, text: block.text, weight: block.level === 1 ? 2 : 1 })),
    ...blocks
      .filter((block) => block.kind === 'paragraph' && block.text.length >= 60)
      .slice(0, 12)
      .map((block) => ({ document, text: block.text.slice(0, 600), weight: 0.7 })),
  ]);
  const distinct = [...new Map(texts.map((item) => [item.text, item])).values()];
  if (distinct.reduce((words, { text }) => words + countWords(text), 0) < leastWords) return [];
  const guess = classifyIndustry(distinct satisfies WeightedText[]);
  const document = distinct.find((item) => item.text === guess?.quote)?.document;
  if (guess === null || document === undefined || guess.confidence < leastIndustryConfidence) return [];
  return stateFact(document, {
    field: 'industry',
    value: guess.label,
    quotes: [guess.quote],
    confidence: guess.confidence,
    basis: 'derived',
  });
}
