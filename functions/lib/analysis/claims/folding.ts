/** Folds a text for comparing words: NFKC, straight quotes, single spaces, lower case. */
export function foldText(text: string): string {
  return foldSpace(text)
    .replace(/[‘’ʼ]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/[‐‑–—]/g, '-')
    .toLowerCase();
}

/** Characters that show nothing: soft hyphens, directional and zero-width marks (UAX #44, Default_Ignorable_Code_Point). */
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;

/** Folds only what rendering may change: NFKC, invisible characters and white space. Quotes are compared in this form. */
export function foldSpace(text: string): string {
  // Plain ASCII has nothing to normalise, and most records are plain.
  const shown = /[^\s\x20-\x7e]/.test(text) ? text.normalize('NFKC').replace(invisible, '') : text;
  return shown.replace(/\s+/g, ' ').trim();
}

/** Gives the words of a text, folded: letters and digits, with the marks that live inside names. */
export function wordsOf(text: string): string[] {
  return foldText(text).match(/[\p{L}\p{N}]+(?:['.&+#-]+[\p{L}\p{N}]+)*[+#]*/gu) ?? [];
}

/** Whether the words of `part` stand one after another, as whole words, in `whole`. */
export function standsAsWords(part: string, whole: string): boolean {
  const wanted = splitWords(part);
  if (wanted.length === 0) return false;
  return ` ${splitWords(whole).join(' ')} `.includes(` ${wanted.join(' ')} `);
}

/** Gives the plain words of a text, folded: `Node.js` is two. */
export function splitWords(text: string): string[] {
  return foldText(text).match(/[\p{L}\p{N}+#]+/gu) ?? [];
}

/** A text in its folded form, with where each character of it came from. */
export interface FoldedText {
  readonly text: string;
  /** For each code unit of `text` the place in the original, and one more for its end. */
  readonly places: readonly number[];
}

/** Folds as `foldSpace` does, and keeps where each character stood. */
export function foldWithPlaces(original: string): FoldedText {
  const places: number[] = [];
  const pieces: string[] = [];
  // Asking a string that grows for its end copies it each time, so the end is remembered.
  let endsInSpace = true;
  // A mark belongs to the letter before it, and the letters of a Hangul syllable to each other: NFKC joins them.
  for (const { 0: cluster, index } of original.matchAll(/[\u1100-\u11ff]+\p{M}*|\P{M}\p{M}*|\p{M}+/gsu)) {
    const folded = cluster.normalize('NFKC').replace(invisible, '').replace(/\s+/g, ' ');
    const added: string = endsInSpace && folded.startsWith(' ') ? folded.slice(1) : folded;
    if (added === '') continue;
    for (let unit = 0; unit < added.length; unit += 1) places.push(index);
    pieces.push(added);
    endsInSpace = added.endsWith(' ');
  }
  places.push(original.length);
  return { text: pieces.join(''), places };
}
