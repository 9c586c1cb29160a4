import type { Alias } from './aliases.ts';
import { isLegalForm, type NameForms, readName } from './name-forms.ts';

/**
 * How an alias is found again. Exact: `e:` and its whole, bare or core form. Near: `n:` and the first 16
 * characters of its bare form, whole and with each one left out; two names one edit apart (a letter
 * more, less, changed or two swapped) always share such a key (https://github.com/wolfgarbe/SymSpell).
 * By word: `w:` and one of its first telling words.
 */
const signatureLength = 16;
/** A near name must have something to be near to. */
const shortestNear = 3;
const indexedWords = 2;
const askedWords = 4;
const shortestWord = 3;

/** Words that stand in so many names and questions that they find everyone and no one. */
const commonWords = new Set(
  (
    'the and for from with not its that which who what company companies startup maker platform software app apps tech technologies technology ' +
    'labs lab group health healthcare data cloud digital global solutions systems services service bio therapeutics robotics energy analytics ' +
    'finance financial capital security media network networks online web new one get use try'
  ).split(' '),
);

/** The keys under which an alias is kept, each once. */
export function indexKeys(alias: Alias): readonly string[] {
  const forms = readName(alias.text);
  if (forms.bare === '') return [];
  const words = tellingWords(forms).slice(0, indexedWords);
  return [...new Set([...exactKeys(forms), ...nearKeys(forms), ...words.map((word) => `w:${word}`)])];
}

/** The keys under which an exact namesake of a query is found: three at most. */
export function exactKeys({ words, bare, core }: NameForms): readonly string[] {
  return bare === '' ? [] : [...new Set([`e:${words.join('')}`, `e:${bare}`, `e:${core}`])];
}

/** The keys under which names one edit away are found: 17 at most. */
export function nearKeys({ bare }: NameForms): readonly string[] {
  const letters = Array.from(bare).slice(0, signatureLength);
  if (letters.length < shortestNear) return [];
  const shortened = letters.map((_, index) => letters.toSpliced(index, 1).join(''));
  return [...new Set([letters.join(''), ...shortened])].map((text) => `n:${text}`);
}

/** The keys under which names that share a telling word are found: four at most. */
export function wordKeys(forms: NameForms): readonly string[] {
  return tellingWords(forms)
    .slice(0, askedWords)
    .map((word) => `w:${word}`);
}

/** The words of a name that few others have, in their order, each once. */
export function tellingWords({ words }: NameForms): readonly string[] {
  const telling = words.filter((word) => word.length >= shortestWord && !commonWords.has(word) && !isLegalForm(word));
  return [...new Set(telling)];
}
