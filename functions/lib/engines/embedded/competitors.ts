import { foldText } from '../../analysis/claims/folding.ts';
import { isSameDomain } from '../../company/domain.ts';
import type { FieldFact } from '../../company/profile.ts';
import type { Document } from '../../content/document.ts';
import { stateFact } from '../../sources/record.ts';
import { distinctValues } from './products.ts';
import { looksLikeName } from './proper-names.ts';
import { containsName, type Reading } from './reading.ts';

const mostCompetitors = 15;
const comparisonPath =
  /(?:^|[/-])(?:vs|versus|compare|comparisons?|alternatives?|alternative-to|switch-from)(?:[/-]|$)/i;
const name =
  "(?<rival>(?:[\\p{Lu}\\p{N}][\\p{L}\\p{N}.&'’+-]*|\\p{Ll}+\\.\\p{Ll}{2,4})(?:\\s[\\p{Lu}\\p{N}][\\p{L}\\p{N}.&'’+-]*){0,2})";
/** `Acme vs Globex` compares the company only where it is one of the two, or the other side is left open. */
const versus = [
  new RegExp(`^(?<other>.*?)\\s?\\b(?:vs\\.?|versus|compared (?:to|with))\\s${name}`, 'u'),
  new RegExp(`${name}\\s(?:vs\\.?|versus)\\s(?<other>.+)$`, 'u'),
  new RegExp(`^[Cc]ompare (?<other>.+?) (?:to|with|and) ${name}`, 'u'),
];
const alternative = [
  new RegExp(`\\balternatives? (?:to|for)\\s${name}`, 'u'),
  new RegExp(`${name}\\s[Aa]lternatives?\\b`, 'u'),
  new RegExp(`\\b(?:[Ss]witch(?:ing)?|[Mm]igrat(?:e|ing)|[Mm]oving) from\\s${name}`, 'u'),
];
/** Articles compare what their readers search for, not the company. */
const articlePath = /\/(?:blog|resources?|learn|articles?|insights|guides?|glossary|academy|news)\//i;

/** What stands before a rival's name in praise of oneself: `The simple, open-source Google Analytics alternative`. */
const praise =
  /^(?:(?:the|a|an|your|our|best|top|free|open|source|open-source|simple|simpler|easy|modern|better|ethical|european|eu|us|self-hosted|cheap|affordable|lightweight|privacy-first|privacy-friendly|great|powerful|new|ultimate|leading|and|why|how|compare|see|try|ai|saas|b2b|no-code|enterprise|looking|read)\s)+/i;

/** States rivals that the company compares itself with on its own site. */
export function stateCompetitors(reading: Reading): FieldFact[] {
  const facts = reading.pages.flatMap((page) => [
    ...linkedRivals(page.document, reading),
    ...(page.purpose === 'comparison' ? titledRivals(page.document, reading) : []),
    ...(page.purpose === 'home' ? claimedRivals(page.document, reading) : []),
  ]);
  return distinctValues(facts).slice(0, mostCompetitors);
}

function linkedRivals(document: Document, reading: Reading): FieldFact[] {
  return document.links
    .filter((link) => isSameDomain(link.url, reading.company.domain))
    .filter((link) => comparisonPath.test(URL.parse(link.url)?.pathname ?? '') && link.text.length <= 80)
    .flatMap((link) => {
      const patterns = articlePath.test(link.url) ? versus : [...versus, ...alternative];
      return rivalsIn(document, link.text, patterns, reading, 0.85);
    });
}

function titledRivals(document: Document, reading: Reading): FieldFact[] {
  const titles = [
    document.title ?? '',
    ...document.blocks
      .filter((block) => block.kind === 'heading' && (block.level ?? 6) <= 2)
      .map((block) => block.text),
  ];
  return titles.flatMap((title) => rivalsIn(document, title, [...versus, ...alternative], reading, 0.9));
}

/** `… is a Google Analytics alternative`, in the title, the description or the first words. */
function claimedRivals(document: Document, reading: Reading): FieldFact[] {
  const texts = [
    ...document.segments.filter((segment) => segment.origin === 'meta').map((segment) => segment.text),
    ...document.blocks
      .filter((block) => !block.boilerplate)
      .slice(0, 12)
      .map((block) => block.text)
      .filter((text) => !document.links.some((link) => link.text === text)),
  ];
  return texts.flatMap((text) => rivalsIn(document, text, alternative.slice(0, 2), reading, 0.75));
}

function rivalsIn(
  document: Document,
  text: string,
  patterns: readonly RegExp[],
  reading: Reading,
  confidence: number,
): FieldFact[] {
  return patterns.flatMap((pattern) => {
    const match = pattern.exec(text);
    const other = match?.groups?.other ?? '';
    if (other !== '' && !reading.names.some((candidate) => containsName(other, candidate))) return [];
    const rival = (match?.groups?.rival ?? '')
      .replace(praise, '')
      .replace(/['’]s$|[.,]+$/, '')
      .trim();
    const own = reading.names.some((candidate) => foldText(rival).startsWith(foldText(candidate)));
    if (own || praise.test(`${rival} `) || !looksLikeName(rival, 3)) return [];
    const quotes = [text.length <= 300 ? text : (match?.[0] ?? text)].map((quote) => quote.trim());
    return stateFact(document, { field: 'competitors', value: rival, quotes, confidence });
  });
}
