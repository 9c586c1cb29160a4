import type { Document } from '../content/document.ts';
import { collapse, makeDocument } from './record.ts';

/** What a search engine shows of one page. */
export interface FoundPage {
  readonly title: string;
  readonly url: string;
  readonly snippet: string;
}

/** Makes a search result a document of its own: its title as heading, its snippet as paragraph. */
export function searchDocument(sourceId: string, page: FoundPage, observedAt: number): Document {
  const title = collapse(page.title);
  const snippet = collapse(page.snippet);
  const shown = [title, snippet].filter((text) => text !== '');
  return makeDocument({
    sourceId,
    url: page.url,
    observedAt,
    title,
    segments: shown.map((text) => ({ origin: 'text', text })),
    blocks: [
      { kind: 'heading' as const, level: 1, text: title, section: [], boilerplate: false },
      { kind: 'paragraph' as const, level: null, text: snippet, section: [title], boilerplate: false },
    ].filter(({ text }) => text !== ''),
  });
}
