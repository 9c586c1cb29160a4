import { describe, expect, it } from 'vitest';
import { readPage, readPageWithin } from '../../../../../functions/lib/content/index.ts';

const origin = {
  url: 'https://acme.example/',
  sourceId: 'own-site',
  observedAt: '2026-03-01T12:00:00.000Z',
  purpose: null,
} as const;
/** Costs seconds: every rule is looked for above every one of many elements. */
const slowPage = `<style>${'.a .a .a .a .b{color:red}'.repeat(20_000)}</style>${'<div class="a">'.repeat(400)}${'<p class="b">x</p>'.repeat(20_000)}`;

describe('readPageWithin', () => {
  it('reads as the reader itself does', async () => {
    const page = '<title>Acme</title><h1>Anvils</h1><p>Forged by hand.</p>';

    const { document } = await readPageWithin(page, origin);

    expect(document).toEqual(readPage(page, origin));
  });

  it('gives up a page that takes too long, and reads the next one', async () => {
    const slow = readPageWithin(slowPage, origin, 150);
    const next = readPageWithin('<p>Quick</p>', origin);

    await expect(slow).rejects.toMatchObject({ code: 'content.unreadable' });
    expect((await next).document.blocks[0]?.text).toBe('Quick');
  });

  it('survives a page whose reading fails', async () => {
    const broken = readPageWithin(null as never, origin);

    await expect(broken).rejects.toMatchObject({ code: 'content.unreadable' });
    expect((await readPageWithin('<p>Again</p>', origin)).document.blocks).toHaveLength(1);
  });
});
