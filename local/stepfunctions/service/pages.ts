import { ApiError } from './errors.ts';

/** Items of a page by default and at most (API reference of the List and Get operations). */
const defaultPage = 100;
const largestPage = 1000;

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken?: string;
}

interface PageRequest {
  readonly maxResults?: number | undefined;
  readonly nextToken?: string | undefined;
}

/**
 * Cuts one page out of a list. `scope` ties a token to the request that it came from; a list with its
 * newest first may grow at its front between two pages without repeating an item.
 * @throws ApiError `InvalidToken` for a token of another request.
 */
export function cutPage<Item>(
  items: readonly Item[],
  request: PageRequest,
  { scope, newestFirst }: { readonly scope: string; readonly newestFirst: boolean },
): Page<Item> {
  const token =
    request.nextToken === undefined ? { from: 0, total: items.length } : readToken(request.nextToken, scope);
  const from = newestFirst ? token.from + items.length - token.total : token.from;
  const size = Math.min(request.maxResults || defaultPage, largestPage);
  const page = items.slice(from, from + size);
  const next = from + page.length;
  if (next >= items.length) return { items: page };
  return { items: page, nextToken: encode({ scope, from: next, total: items.length }) };
}

function encode(token: object): string {
  return Buffer.from(JSON.stringify(token)).toString('base64');
}

function readToken(text: string, scope: string): { from: number; total: number } {
  try {
    const token = JSON.parse(Buffer.from(text, 'base64').toString()) as Partial<Record<string, unknown>>;
    const { from, total } = token;
    if (token.scope === scope && typeof from === 'number' && typeof total === 'number') return { from, total };
  } catch {
    // Falls through to the one answer for every token that is not ours.
  }
  throw new ApiError('InvalidToken', "Invalid Token: 'Invalid token'");
}
