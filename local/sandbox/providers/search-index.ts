import { load } from 'cheerio';
import type { Site } from '../site/read-site.ts';

const mostResults = 10;

/** A page as a search engine knows it. */
export interface IndexedPage {
  readonly link: string;
  readonly title: string;
  readonly snippet: string;
  readonly words: string;
}

/** Search engines know pages that no crawler is kept from; a blocked site they know by its front only. */
export function indexPages({ domain, definition, pages }: Site): IndexedPage[] {
  const origin = `https://${definition.www === 'to-www' ? 'www.' : ''}${domain}`;
  return [...pages]
    .filter(([, page]) => page.isListed)
    .map(([path, { title, description, html }]) => {
      const document = load(html);
      document('script, style, nav, footer, [hidden]').remove();
      const text = document('body').text().replaceAll(/\s+/g, ' ').trim();
      const snippet = description === '' ? text.slice(0, 155) : description;
      return {
        link: `${origin}${path}`,
        title,
        snippet,
        words: `${title} ${description} ${text} ${domain}`.toLowerCase(),
      };
    });
}

/** The pages in which all words stand, best first. */
export function findPages(q: string, pages: readonly IndexedPage[]): IndexedPage[] {
  const words = q.toLowerCase().match(/[\p{L}\p{N}.]+/gu) ?? [];
  return pages
    .filter((page) => words.every((word) => page.words.includes(word)))
    .sort((left, right) => score(right, words) - score(left, words))
    .slice(0, mostResults);
}

/** A word in the title counts for more than many in the text; a front page before what lies behind it. */
function score({ title, link }: IndexedPage, words: readonly string[]): number {
  const inTitle = words.filter((word) => title.toLowerCase().includes(word)).length;
  const inHost = words.filter((word) => link.includes(word)).length;
  const depth = new URL(link).pathname.split('/').filter((part) => part !== '').length;
  return inTitle * 10 + inHost * 10 - depth;
}
