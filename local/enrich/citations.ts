/** What a reader needs to check a statement. */
export interface Citation {
  readonly url: string;
  readonly quote: string;
  readonly observedAt: string;
}

/** Numbers citations in the order they are first used; the same quote of the same site keeps its number. */
export interface CitationList {
  /**
   * Gives the marks for these citations, such as ` [1][2]`, or `''` for none. Words come before records:
   * one record is cited where there are no words. All of them stand in the answer as JSON.
   */
  cite(citations: readonly Citation[] | undefined): string;
  readonly entries: readonly Citation[];
}

/** Beyond this many the same value needs no further witness. */
const mostPerValue = 3;

/** A piece of JSON proves a value as well as a sentence does, but nobody reads it. */
const recordQuote = /^\{|^"[^"]+"\s*:/;

/** Whether a quote is a piece of a record rather than words written for readers. */
export function isRecordQuote({ quote }: Pick<Citation, 'quote'>): boolean {
  return recordQuote.test(quote);
}

/** Makes an empty list. */
export function createCitationList(): CitationList {
  const entries: Citation[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (citation: Citation): number => {
    const identity = `${URL.parse(citation.url)?.host ?? citation.url}\n${citation.quote}`;
    const known = numbers.get(identity);
    if (known !== undefined) return known;
    entries.push(citation);
    numbers.set(identity, entries.length);
    return entries.length;
  };
  return {
    entries,
    cite: (citations = []) => {
      const readable = citations.filter((citation) => !isRecordQuote(citation));
      const shown = (readable.length > 0 ? readable : citations.slice(0, 1)).slice(0, mostPerValue);
      const marks = new Set(shown.map((citation) => `[${numberOf(citation)}]`));
      return marks.size === 0 ? '' : ` ${[...marks].join('')}`;
    },
  };
}
