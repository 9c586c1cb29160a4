/** What a reader needs to check a statement. */
export interface Citation {
  readonly url: string;
  readonly quote: string;
  readonly observedAt: string;
}

/** Numbers citations in the order they are first used; the same quote of the same page keeps its number. */
export interface CitationList {
  /** Gives the marks for these citations, such as ` [1][2]`, or `''` for none. */
  cite(citations: readonly Citation[] | undefined): string;
  readonly entries: readonly Citation[];
}

/** Beyond this many the same value needs no further witness. */
const mostPerValue = 3;

/** Makes an empty list. */
export function createCitationList(): CitationList {
  const entries: Citation[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (citation: Citation): number => {
    const identity = `${citation.url}\n${citation.quote}`;
    const known = numbers.get(identity);
    if (known !== undefined) return known;
    entries.push(citation);
    numbers.set(identity, entries.length);
    return entries.length;
  };
  return {
    entries,
    cite: (citations = []) => {
      const marks = new Set(citations.slice(0, mostPerValue).map((citation) => `[${numberOf(citation)}]`));
      return marks.size === 0 ? '' : ` ${[...marks].join('')}`;
    },
  };
}
