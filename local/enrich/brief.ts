import type { AnswerView } from '../../client/index.ts';
import { type Citation, type CitationList, createCitationList } from './citations.ts';
import { renderCustomer } from './customer.ts';
import { clip, hang, heading, wrapText } from './layout.ts';
import { explainResolution, explainSource } from './reasons.ts';
import { renderSection } from './section.ts';
import { formatFieldName, formatValue } from './values.ts';

type Intelligence = NonNullable<AnswerView['companyIntelligence']>;

/** Parts of an answer that are no facts about the company, or that the title says already. */
const noFacts = new Set([
  'companyName',
  'domain',
  'description',
  'brief',
  'evidence',
  'alternatives',
  'unknowns',
  'sources',
  'sentiment',
]);
const nameColumn = 22;

/** Writes an answer as a brief for a terminal of `width` columns: statements with numbered citations, then the quotes. */
export function renderAnswer(answer: AnswerView, width: number): string {
  const { companyIntelligence } = answer;
  const lines =
    companyIntelligence === null ? renderResolution(answer, width) : renderBrief(answer, companyIntelligence, width);
  return `${lines.join('\n')}\n`;
}

function renderBrief(answer: AnswerView, intelligence: Intelligence, width: number): readonly string[] {
  const citations = createCitationList();
  return [
    ...renderTitle(answer, intelligence, width),
    ...renderDescription(intelligence, citations, width),
    ...(answer.customerIntelligence === undefined ? [] : renderCustomer(answer.customerIntelligence, citations, width)),
    ...renderFacts(intelligence, citations, width),
    ...renderSections(answer, intelligence, citations, width),
    ...renderUnknowns(intelligence, width),
    ...renderSources(intelligence, width),
    ...renderCitations(citations.entries, width),
  ];
}

function renderTitle({ metadata }: AnswerView, intelligence: Intelligence, width: number): readonly string[] {
  const { userRole, intent } = intelligence.brief;
  const name = typeof intelligence.companyName === 'string' ? intelligence.companyName : intelligence.domain;
  const facts = [
    `${userRole}, ${intent.value}${intent.given ? '' : ` (detected, ${Math.round(intent.confidence * 100)} % sure)`}`,
    metadata.status,
    metadata.fromCache ? `kept, ${metadata.freshness.state}` : `${(metadata.processingTimeMs / 1000).toFixed(1)} s`,
    `quality ${Math.round(metadata.dataQuality.overall * 100)} %`,
    `$${metadata.costUsd.toFixed(2)}`,
  ];
  return [
    '',
    clip(`${name} · ${intelligence.domain}`, width),
    ...wrapText(facts.join(' · '), width),
    '═'.repeat(width),
  ];
}

function renderDescription(intelligence: Intelligence, citations: CitationList, width: number): readonly string[] {
  const { description, brief, evidence } = intelligence;
  const summary = brief.summary ?? '';
  if (typeof description !== 'string') return summary === '' ? [] : ['', ...wrapText(summary, width)];
  const cited = `${description}${citations.cite(evidence['/description'])}`;
  // A summary mostly begins with the description.
  const paragraphs = summary.startsWith(description)
    ? [`${cited}${summary.slice(description.length)}`]
    : [summary, cited].filter((paragraph) => paragraph !== '');
  return paragraphs.flatMap((paragraph) => ['', ...wrapText(paragraph, width)]);
}

function renderFacts(intelligence: Intelligence, citations: CitationList, width: number): readonly string[] {
  const lines = Object.entries(intelligence)
    .filter(([field]) => !noFacts.has(field))
    .flatMap(([field, value]) => renderFact(field, value, intelligence, citations, width));
  return lines.length === 0 ? [] : [...heading('Facts', width), ...lines];
}

function renderFact(
  field: string,
  value: unknown,
  { evidence, alternatives = {} }: Intelligence,
  citations: CitationList,
  width: number,
): readonly string[] {
  const items = listItems(field, value).map(
    ([pointer, item]) => `${formatValue(item)}${citations.cite(evidence[pointer] ?? evidence[`/${field}`])}`,
  );
  if (items.length === 0) return [];
  const others = (alternatives[`/${field}`] ?? []).map(
    (other) => `${formatValue(other.value)}${citations.cite(other.evidence)}`,
  );
  const disputed = others.length === 0 ? '' : ` (others say ${others.join(', ')})`;
  return hang(formatFieldName(field).padEnd(nameColumn), `${items.join('; ')}${disputed}`, width);
}

/** A field's values, each with the JSON pointer of its evidence. */
function listItems(field: string, value: unknown): readonly (readonly [string, unknown])[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.map((item, index) => [`/${field}/${index}`, item] as const);
  if ((field === 'socialProfiles' || field === 'ids') && typeof value === 'object') {
    return Object.entries(value).map(([name, item]) => [`/${field}/${name}`, `${name} ${item}`] as const);
  }
  return [[`/${field}`, value]];
}

/** What stands above already is not said again, and the list of unknowns comes at the end with all of them. */
function renderSections(
  { customerIntelligence }: AnswerView,
  { brief, description, unknowns }: Intelligence,
  citations: CitationList,
  width: number,
): readonly string[] {
  const said = new Set([description, ...(customerIntelligence?.objections.statements ?? []).map(({ text }) => text)]);
  return brief.sections.flatMap((section) => {
    const statements = section.statements.filter(({ text }) => !said.has(text));
    const isSaid = section.statements.length > 0 && statements.length === 0;
    const isListed = section.id === 'unknowns' && unknowns.length > 0;
    return isSaid || isListed ? [] : renderSection({ ...section, statements }, citations, width);
  });
}

function renderUnknowns({ unknowns }: Intelligence, width: number): readonly string[] {
  if (unknowns.length === 0) return [];
  const lines = unknowns.flatMap(({ field, question }) =>
    hang(formatFieldName(field).padEnd(nameColumn), question, width),
  );
  return [...heading('Unknown, so ask', width), ...lines];
}

function renderSources({ sources }: Intelligence, width: number): readonly string[] {
  const rows = sources.map((source) => {
    const credibility = source.credibilityScore === null ? '' : ` ${source.credibilityScore.toFixed(2)}`;
    const reason = source.reason === undefined ? '' : ` (${explainSource(source.reason)})`;
    const facts = `${`${source.ms} ms`.padStart(9)}${credibility.padStart(6)}`;
    return clip(`${source.outcome.padEnd(10)}${facts}  ${source.name}${reason}  ${source.url ?? ''}`.trimEnd(), width);
  });
  return [...heading('Sources (outcome, time, credibility)', width), ...rows];
}

function renderCitations(entries: readonly Citation[], width: number): readonly string[] {
  if (entries.length === 0) return [];
  const lines = entries.flatMap((citation, index) => {
    const mark = `[${index + 1}]`.padEnd(5);
    const place = `${citation.url} · ${citation.observedAt.slice(0, 10)}`;
    return [...hang(mark, `“${citation.quote}”`, width), ...hang(' '.repeat(mark.length), place, width)];
  });
  return [...heading('Citations', width), ...lines];
}

function renderResolution({ resolution }: AnswerView, width: number): readonly string[] {
  const outcome = resolution?.outcome ?? 'not_found';
  const candidates = (resolution?.candidates ?? []).flatMap((candidate) =>
    hang('• ', `${candidate.name} · ${candidate.domain} (${Math.round(candidate.matchScore * 100)} %)`, width),
  );
  const sentences = new Set((resolution?.reasons ?? []).map(explainResolution));
  const reasons = [...sentences].flatMap((sentence) => hang('  ', sentence, width));
  return [
    '',
    `No brief: ${resolutionWords[outcome]}`,
    ...reasons,
    ...(candidates.length > 0 ? ['Perhaps:'] : []),
    ...candidates,
  ];
}

const resolutionWords: Readonly<Record<NonNullable<AnswerView['resolution']>['outcome'], string>> = {
  ambiguous: 'several companies may be meant.',
  not_found: 'no company was found on this domain.',
  unreachable: 'its site could not be read, and nobody else knows the domain.',
  parked: 'the domain is parked.',
};
