import type { Company } from '../enrichment/run.ts';

/** Words too short or too common to tell one company's business from another's. */
const shortestWord = 4;
const idleWords = new Set(
  'american european company companies maker makers that this with from your their about where which when have more made into over other others they them what who are been business product products service services software'.split(
    ' ',
  ),
);

/**
 * Whether a text that gives the company's name is about this company and not a namesake: where none
 * is known, always; else only where it names the domain, or shares more words with what this company
 * does than with what any of its namesakes does.
 */
export function isTiedBeyondName(text: string, company: Company): boolean {
  const { domain, description, namesakes = [] } = company;
  if (namesakes.length === 0 || text.toLowerCase().includes(domain)) return true;
  const words = wordsOf(text, company.name);
  const own = countShared(words, wordsOf(description ?? '', company.name));
  return namesakes.every((other) => own > countShared(words, wordsOf(other.description ?? '', company.name)));
}

function countShared(words: ReadonlySet<string>, others: ReadonlySet<string>): number {
  return words.intersection(others).size;
}

/** Distinctive words, folded, a plural's `s` taken off; the shared name tells nothing. */
function wordsOf(text: string, name: string): Set<string> {
  const nameWords = name.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(
    words
      .filter((word) => word.length >= shortestWord && !idleWords.has(word) && !nameWords.includes(word))
      .map((word) => word.replace(/s$/, '')),
  );
}
