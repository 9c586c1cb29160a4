import { splitWords, standsAsWords } from './folding.ts';

/** Words that turn what follows into its opposite, in the languages that company pages are mostly written in. */
const negations = new Set(
  "not no never without cannot neither nor lacks lack lacking isn't aren't doesn't don't didn't can't won't wasn't weren't hasn't haven't nicht kein keine keinen keiner ohne niemals pas jamais sans aucun aucune sin nunca ningún ninguna não sem nunca non senza mai niet geen zonder".split(
    ' ',
  ),
);
/** After which the negation is none: `not only`, `no longer alone`, `no matter`. */
const undone = new Set('only just matter wonder merely doubt solely nur seulement solo apenas alleen'.split(' '));
/** A negation reaches no further than so many words. */
const reach = 6;

/**
 * Whether a text is said not to be so: the nearest words before it, in its own clause, negate it. `before` is
 * what stands in front of the text.
 */
export function isNegatedBy(before: string): boolean {
  const clause =
    before.split(/[.;:!?]\s|[,(–—]|\b(?:but|aber|mais|pero|mas|ma|maar|although|while|whereas)\b/iu).at(-1) ?? '';
  const words = wordsWithMarks(clause).slice(-reach);
  const at = words.findLastIndex((word) => negations.has(word) || /n't$/.test(word));
  return at >= 0 && !undone.has(words[at + 1] ?? '');
}

/** Whether each place where a name stands in a text negates it; `before` is what stands in front of the text. */
export function isNegatedIn(name: string, text: string, before: string): boolean {
  const wanted = splitWords(name);
  if (wanted.length === 0 || !standsAsWords(name, text)) return false;
  const places = [...text.matchAll(/[\p{L}\p{N}+#]+/gu)];
  const starts = places.filter((_, index) =>
    wanted.every((word, offset) => splitWords(places[index + offset]?.[0] ?? '')[0] === word),
  );
  return starts.length > 0 && starts.every((start) => isNegatedBy(`${before}${text.slice(0, start.index)}`));
}

function wordsWithMarks(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replace(/’/g, "'")
      .match(/\p{L}+(?:'\p{L}+)*/gu) ?? []
  );
}
