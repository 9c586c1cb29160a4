import { readPage } from '../../content/read-page.ts';

const longestDescription = 40_000;

/** The visible paragraphs of a description in HTML; what a reader cannot see is left out. */
export function readDescription(html: string): string[] {
  const origin = { url: 'about:blank', sourceId: '', observedAt: '', purpose: null };
  return readPage(html.slice(0, longestDescription), origin).blocks.map(({ text }) => text);
}

/** Takes the escaping off HTML that came as escaped text. */
export function unescapeHtml(text: string): string {
  const characters: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
  return text.replace(/&(lt|gt|quot|#39|amp);/g, (whole, name: string) => characters[name] ?? whole);
}
