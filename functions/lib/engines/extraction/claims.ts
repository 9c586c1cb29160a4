import type { Basis, Evidence } from '../../company/fact.ts';
import type { FieldFact, ProfileField } from '../../company/profile.ts';
import type { Document } from '../../content/document.ts';
import type { ExtractionAnswer } from './answer.ts';

/** How sure an engine's claim is before anything else speaks for it: engines judge their own sureness badly. */
const confidences: Readonly<Record<Exclude<Basis, 'hypothesis'>, number>> = { stated: 0.8, derived: 0.6 };

type Quotes = readonly { readonly document: string; readonly text: string }[];
interface Said {
  readonly basis: 'stated' | 'derived';
  readonly quotes: Quotes;
}

/**
 * Turns an engine's answer into claims. `labelled` are the documents by the labels of the question. A
 * quote from a label that was not given is left out; a claim without a quote stays, and the verifier
 * drops and counts it.
 */
export function toClaims(answer: ExtractionAnswer, labelled: ReadonlyMap<string, Document>): FieldFact[] {
  const claim = (field: ProfileField, value: unknown, said: Said): FieldFact => ({
    field,
    value,
    confidence: confidences[said.basis],
    basis: said.basis,
    evidence: toEvidence(said.quotes, labelled),
  });
  return [
    ...answer.texts.map((said) => claim(said.field, said.value.trim(), said)),
    ...answer.figures.map((said) => claim(said.field, said.value, said)),
    ...answer.executives.map((said) => claim('keyExecutives', { name: said.name, title: said.title }, said)),
    ...answer.news.map((said) => {
      const url = labelled.get(said.quotes[0]?.document ?? '')?.url ?? '';
      return claim('recentNews', { title: said.title, url, publishedAt: said.publishedAt }, said);
    }),
    ...answer.fundingRounds.map(({ type, amount, currency, date, ...said }) =>
      claim('fundingRounds', { type, amount, currency, date }, said),
    ),
    ...answer.revenue.map(({ amount, currency, period, ...said }) =>
      claim('revenue', { amount, currency, period }, said),
    ),
    ...answer.hiring.map(({ openJobs, teams, ...said }) => claim('hiring', { openJobs, teams }, said)),
    ...answer.buyingSignals.map(({ type, text, date, ...said }) => claim('buyingSignals', { type, text, date }, said)),
  ];
}

function toEvidence(quotes: Quotes, labelled: ReadonlyMap<string, Document>): Evidence[] {
  return quotes.flatMap(({ document: label, text }) => {
    const document = labelled.get(label);
    if (document === undefined || text.trim() === '') return [];
    const { id, sourceId, url, observedAt } = document;
    return [{ documentId: id, sourceId, url, quote: text.trim(), observedAt }];
  });
}
