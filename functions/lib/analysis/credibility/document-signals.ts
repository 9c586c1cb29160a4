import { isSameDomain } from '../../company/domain.ts';
import type { Document } from '../../content/document.ts';
import { readsAsInstruction } from '../instructions.ts';
import type { Effect } from './effect.ts';

const day = 24 * 60 * 60 * 1000;

/** What the age of a text takes: companies change, what was written of them does not. `now` in epoch ms. */
export function ageEffect({ publishedAt, observedAt }: Document, now: number): Effect | null {
  const time = Date.parse(publishedAt ?? observedAt);
  if (Number.isNaN(time)) return null;
  const age = (now - time) / day;
  if (age > 730) return { by: -0.2, reason: 'over two years old' };
  return age > 365 ? { by: -0.1, reason: 'over a year old' } : null;
}

/** Who writes under a name can be held to it; an article with neither name nor day cannot. */
export function authorEffect(document: Document): Effect | null {
  if (document.structuredData.some(namesAuthor)) return { by: 0.05, reason: 'names its author' };
  const isArticle = document.blocks.length > 3;
  return isArticle && document.publishedAt === null ? { by: -0.05, reason: 'neither author nor date' } : null;
}

/** `author` of schema.org: a name, a Person or a list of them (https://schema.org/author). */
function namesAuthor({ author }: Readonly<Record<string, unknown>>): boolean {
  const authors = Array.isArray(author) ? author : [author];
  return authors.some((one) => {
    const name = typeof one === 'object' && one !== null ? Reflect.get(one, 'name') : one;
    return typeof name === 'string' && /\p{L}{2,}\s+\p{L}{2,}/u.test(name);
  });
}

/** What the host itself gives away: no TLS, a bare IP address, a name in imitating letters (RFC 3492). */
export function domainEffect(url: string): Effect | null {
  const { protocol, hostname = '' } = URL.parse(url) ?? {};
  if (/^[\d.]+$|^\[/.test(hostname)) return { by: -0.2, reason: 'published on a bare IP address' };
  if (/(?:^|\.)xn--/.test(hostname)) return { by: -0.05, reason: 'internationalised host name' };
  return protocol === 'http:' ? { by: -0.05, reason: 'not served over https' } : null;
}

/** A text that others are said to have written, on the company's own site. */
export function ownVoiceEffect(url: string, ownDomain: string | null): Effect | null {
  return ownDomain !== null && isSameDomain(url, ownDomain) ? { by: -0.1, reason: 'the company of itself' } : null;
}

/** Whether a document speaks to machines instead of readers, visibly or encoded; nothing so marked is evidence. */
export function carriesInstruction({ segments, blocks }: Document): boolean {
  const shown = blocks.map(({ text }) => text);
  const others = segments.filter(({ origin }) => blocks.length === 0 || origin !== 'text').map(({ text }) => text);
  return [...shown, ...others].some(readsAsInstruction);
}
