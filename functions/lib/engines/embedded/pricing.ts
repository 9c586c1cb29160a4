import { labelsIn } from '../../analysis/vocabulary/label.ts';
import { pricingModels } from '../../analysis/vocabulary/pricing.ts';
import type { FieldFact } from '../../company/profile.ts';
import { stateFact } from '../../sources/record.ts';
import { type Page, pagesFor, type Reading } from './reading.ts';
import { splitSentences } from './sentences.ts';

/** Prices of others, or what a customer charges with the product, say nothing of the company's own. */
const notOwn =
  /\b(?:your (?:customers|users|clients|team['’]s)|their|typically|on average|competitors?|other (?:tools|vendors)|unlike|offer (?:a|your) free|customers?['’]|I|my|me)\b|\?$/i;

/** A homepage speaks of its price in few words; what a plan costs stands on the pricing page. */
const onHomepage = new Set(['usage-based', 'free plan', 'open source', 'per-seat subscription', 'transaction fee']);

/** States how the company charges, as labels in order, each with the words that say so. */
export function statePricing(reading: Reading): FieldFact[] {
  const [pricing] = pagesFor(reading, 'pricing');
  if (pricing !== undefined) {
    const fact = labelPricing(pricing, () => true, 0.8);
    if (fact.length > 0) return fact;
  }
  const [home] = pagesFor(reading, 'home');
  return home === undefined ? [] : labelPricing(home, (label) => onHomepage.has(label), 0.6);
}

function labelPricing({ document, blocks }: Page, isTold: (label: string) => boolean, confidence: number): FieldFact[] {
  const sentences = blocks
    .filter((block) => block.kind !== 'quote')
    .flatMap((block) => splitSentences(block.text))
    .filter((text) => text.length <= 160 && !notOwn.test(text));
  const quotes = new Map<string, string>();
  for (const sentence of sentences) {
    for (const label of labelsIn(pricingModels, sentence)) {
      if (isTold(label) && isPriced(label, sentence) && !quotes.has(label)) quotes.set(label, sentence);
    }
  }
  const labels = pricingModels
    .map(({ label }) => label)
    .filter((label) => quotes.has(label))
    .filter(isTelling)
    .slice(0, 3);
  if (labels.length === 0) return [];
  return stateFact(document, {
    field: 'pricingModel',
    value: labels.join(', '),
    quotes: [...new Set(labels.flatMap((label) => quotes.get(label) ?? []))],
    confidence,
    basis: 'derived',
  });
}

/** `Per employee` alone may count anything; a price or a bill must stand beside it. */
function isPriced(label: string, sentence: string): boolean {
  return label !== 'per-seat subscription' || /[$€£]|\bpric|\bbill|\bmonth|\byear|\bplan/i.test(sentence);
}

/** That something is billed monthly adds nothing where the unit that is billed is known. */
function isTelling(label: string, _index: number, all: readonly string[]): boolean {
  return label !== 'subscription' || !all.some((other) => other === 'per-seat subscription' || other === 'usage-based');
}
