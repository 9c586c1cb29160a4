/** Words after which a full stop ends no sentence. */
const abbreviation = /(?:\b(?:Inc|Ltd|Corp|Co|vs|Mr|Mrs|Ms|Dr|St|No|approx|est|e\.g|i\.e|U\.S|U\.K)|\b\p{Lu})\.$/u;

/** Splits a text into its sentences; each is a verbatim stretch of it. */
export function splitSentences(text: string): string[] {
  const sentences: string[] = [];
  let start = 0;
  for (const match of text.matchAll(/[.!?]+["”’)]?\s+(?=["“‘(]?[\p{Lu}\p{N}])/gu)) {
    const end = match.index + match[0].trimEnd().length;
    if (abbreviation.test(text.slice(start, end))) continue;
    sentences.push(text.slice(start, end));
    start = match.index + match[0].length;
  }
  return [...sentences, text.slice(start)].map((sentence) => sentence.trim()).filter((sentence) => sentence !== '');
}

/** Gives the words of a text by white space. */
export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}
