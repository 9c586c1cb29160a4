import { concepts } from '../vocabulary/concepts.ts';
import { industryTermsIn } from '../vocabulary/industries.ts';

/** Counts of words and word pairs, and of distinct terms by concept and industry. */
export interface Features {
  readonly words: ReadonlyMap<string, number>;
  readonly topics: ReadonlyMap<string, number>;
}

/** How a text begins says most of what a company is; its first characters count a second time. */
const leadLength = 150;

const skipped = new Set(
  'a an the and or of to in for on with by at from as is are was were be been it its this that these those we our us you your they their them i he she has have had will can not but so if than then there which who what when how all any more most other some such no only own same too very just also into over out up about across through while'.split(
    ' ',
  ),
);

const matchers = Object.entries(concepts).map(([name, terms]) => ({
  name,
  wording: new RegExp(`(?<![\\p{L}\\p{N}])(?:${terms})(?![\\p{L}\\p{N}])`, 'giu'),
}));

/** Gives what the sector model looks at in a text. */
export function featuresOf(text: string): Features {
  const lead = text.slice(0, leadLength);
  const words = new Map<string, number>();
  for (const term of [...termsOf(text), ...termsOf(lead)]) words.set(term, (words.get(term) ?? 0) + 1);
  const topics = new Map([
    ...topicsOf(text),
    ...topicsOf(lead).map(([name, count]): [string, number] => [`lead ${name}`, count]),
  ]);
  return { words, topics };
}

/** Words and pairs of neighbours, without those that say nothing. */
function termsOf(text: string): string[] {
  const bare = text.toLowerCase().replace(/https?:\S+|www\.\S+/g, ' ');
  const words = (bare.match(/\p{L}[\p{L}\p{N}&+'-]*/gu) ?? [])
    .map((word) => singular(word.replace(/'s$/, '')))
    .filter((word) => !skipped.has(word));
  return [...words, ...words.slice(1).map((word, index) => `${words[index]} ${word}`)];
}

function topicsOf(text: string): [string, number][] {
  const industries = [...industryTermsIn(text)].map(([label, terms]): [string, number] => [label, terms.size]);
  const found = matchers.map(({ name, wording }): [string, number] => {
    const terms = new Set([...text.matchAll(wording)].map(([term]) => singular(term.toLowerCase())));
    return [`about ${name}`, terms.size];
  });
  return [...industries, ...found.filter(([, count]) => count > 0)];
}

function singular(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}
