/** A controlled word and the wording that entitles to it; the wording is looked for in the quote. */
export interface Label {
  readonly label: string;
  readonly wording: RegExp;
}

/** Gives the labels whose wording stands in a text, in the order of the vocabulary. */
export function labelsIn(vocabulary: readonly Label[], text: string): string[] {
  return vocabulary.filter((entry) => entry.wording.test(text)).map((entry) => entry.label);
}

/** Gives the first match of a label's wording in a text, null where it does not stand there. */
export function wordingOf(vocabulary: readonly Label[], label: string, text: string): string | null {
  const entry = vocabulary.find((candidate) => candidate.label === label);
  return entry?.wording.exec(text)?.[0] ?? null;
}
