/** Folds a text for comparing words: NFKC, straight quotes, single spaces, lower case. */
export function foldText(text: string): string {
  return foldSpace(text)
    .replace(/[‘’ʼ]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/[‐‑–—]/g, '-')
    .toLowerCase();
}

/** Folds only what rendering may change: NFKC and white space. Quotes are compared in this form. */
export function foldSpace(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, ' ').trim();
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

function splitWords(text: string): string[] {
  return foldText(text).match(/[\p{L}\p{N}+#]+/gu) ?? [];
}
