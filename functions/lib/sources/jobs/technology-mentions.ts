import { labelsIn, wordingOf } from '../../analysis/vocabulary/label.ts';
import { technologies } from '../../analysis/vocabulary/technologies.ts';
import { splitSentences } from '../../engines/embedded/sentences.ts';

/** A technology with the words of a job description that name it. */
export interface TechnologyMention {
  readonly technology: string;
  readonly quote: string;
}

const mostMentions = 20;
const longestQuote = 240;
/** What a product connects to, or what customers run, is not what the company works with. */
const notOwn =
  /\bintegrat(?:es?|ions?|ing)\b|\bconnects? (?:to|with)\b|\b(?:customers?|clients?|competitors?)['’]?s?\b|\bour connectors?\b/i;

/** Finds the technologies that job descriptions name as part of the work, each with its first mention. */
export function findTechnologies(texts: readonly string[]): TechnologyMention[] {
  const found = new Map<string, string>();
  for (const sentence of texts.flatMap(splitSentences)) {
    if (notOwn.test(sentence)) continue;
    for (const technology of labelsIn(technologies, sentence)) {
      if (!found.has(technology)) found.set(technology, cutAround(sentence, technology));
    }
  }
  return [...found].slice(0, mostMentions).map(([technology, quote]) => ({ technology, quote }));
}

/** The words around a mention, where the sentence is a whole list without full stops. */
function cutAround(sentence: string, technology: string): string {
  if (sentence.length <= longestQuote) return sentence;
  const wording = wordingOf(technologies, technology, sentence) ?? technology;
  const at = sentence.indexOf(wording);
  const end = at + wording.length;
  const before = sentence.slice(Math.max(0, at - longestQuote / 2), at).replace(/^\S*\s/, '');
  const after = sentence.slice(end, end + longestQuote / 2).replace(/\s\S*$/, '');
  return before + wording + after;
}
