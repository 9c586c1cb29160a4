import { readPage } from '../../content/read-page.ts';

const longestDescription = 40_000;
/** The ampersand last, so that nothing is unescaped twice. */
const escapes = [
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#39;', "'"],
  ['&amp;', '&'],
] as const;

/** The visible paragraphs of a description in HTML; what a reader cannot see is left out. */
export function readDescription(html: string): string[] {
  const origin = { url: 'about:blank', sourceId: '', observedAt: '', purpose: null };
  return readPage(html.slice(0, longestDescription), origin).blocks.map(({ text }) => text);
}

/** Takes the escaping off HTML that came as escaped text. */
export function unescapeHtml(text: string): string {
  return escapes.reduce((rest, [escaped, character]) => rest.replaceAll(escaped, character), text);
}
