import type { CustomerIntelligence } from '../../client/index.ts';
import type { CitationList } from './citations.ts';
import { hang, heading } from './layout.ts';
import { explainSource } from './reasons.ts';
import { describeStatement } from './section.ts';

const topics = [
  ['decisionMakers', 'Decision makers, by public role'],
  ['incumbents', 'Incumbents and competitive usage'],
  ['positioningGuidance', 'Positioning'],
  ['talkingPoints', 'Talking points'],
  ['objections', 'Objections and replies'],
] as const;

/** Writes how a vendor sees the prospect: the fit with all that was counted, then topic by topic. */
export function renderCustomer(
  customer: CustomerIntelligence,
  citations: CitationList,
  width: number,
): readonly string[] {
  return [
    ...renderFit(customer, citations, width),
    ...topics.flatMap(([name, title]) => {
      const { status, statements, questions } = customer[name];
      return [
        ...heading(title, width),
        ...statements.flatMap((statement) => hang('• ', describeStatement(statement, citations), width)),
        ...(status === 'unknown' ? ['Unknown: nothing in the sources. Ask:'] : []),
        ...questions.flatMap((question) => hang('? ', question, width)),
      ];
    }),
  ];
}

function renderFit({ vendor, fit }: CustomerIntelligence, citations: CitationList, width: number): readonly string[] {
  const score = fit.score === null ? 'unknown' : `${Math.round(fit.score * 100)} of 100`;
  const title = `Fit for ${vendor.name ?? vendor.domain}: ${score}`;
  const relationship = fit.relationship === 'none' ? [] : [`Already ${relationshipWords[fit.relationship]}.`];
  const judged = `Judged on ${Math.round(fit.confidence * 100)} % of the criteria by weight.`;
  const lost =
    vendor.status === 'unknown'
      ? hang('', `The vendor could not be read (${explainSource(vendor.reason ?? 'nothing_found')}).`, width)
      : [];
  const parts = fit.parts.flatMap(({ criterion, weight, points, reason, evidence }) => {
    const counted = weight === 0 ? '' : points === null ? '–' : `${Math.round(points * weight)}/${weight}`;
    return hang(`${criterion.padEnd(13)}${counted.padStart(6)}  `, `${reason}${citations.cite(evidence)}`, width);
  });
  return [
    ...heading(title, width),
    ...lost,
    ...relationship,
    ...(parts.length === 0 ? [] : [judged]),
    ...parts,
    ...fit.questions.flatMap((question) => hang('? ', question, width)),
  ];
}

const relationshipWords = {
  customer: 'a customer',
  rival: 'a rival: read this as a battlecard',
  partner: 'a partner',
} as const;
