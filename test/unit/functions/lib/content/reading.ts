import { type Document, readPage } from '../../../../../functions/lib/content/index.ts';

const origin = {
  url: 'https://acme.example/about/',
  sourceId: 'own-site',
  observedAt: '2026-03-01T12:00:00.000Z',
  purpose: 'about',
} as const;

/** Reads a page, or the body of one, as if it had come from https://acme.example/about/. */
export function read(html: string): Document {
  return readPage(html, origin);
}

/** The visible text of a page as one string. */
export function textOf(html: string): string {
  return read(html).segments.find((segment) => segment.origin === 'text')?.text ?? '';
}
