import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentSchema } from '../../../../../functions/lib/content/document.ts';
import { documentId, extractMainText, readPage, readPageWithHead } from '../../../../../functions/lib/content/index.ts';
import { read, textOf } from './reading.ts';

describe('blocks', () => {
  it('come in reading order, of their kind, under their headings', () => {
    const { blocks } = read(`
      <h1>Anvils</h1><p>We <b>forge</b> anvils<br>by hand.</p>
      <h2>Models</h2><ul><li>Small</li><li>Large <a href="/l">see</a></li></ul>
      <table><tr><th>Model</th><th>Price</th></tr><tr><td>Small</td><td><p>90 euros</p></td></tr></table>
      <h3>Praise</h3><blockquote>Heavy, <cite>says Wile E.</cite></blockquote>
      <h2>Clients</h2><img src="a.png" alt="Road Runner Inc. logo"><img alt=""><div>Loose words</div>
      <dl><dt>Weight</dt><dd>Much</dd></dl>`);

    expect(blocks.map(({ kind, level, text, section }) => [kind, level, text, section.join('/')])).toEqual([
      ['heading', 1, 'Anvils', ''],
      ['paragraph', null, 'We forge anvils by hand.', 'Anvils'],
      ['heading', 2, 'Models', 'Anvils'],
      ['list-item', null, 'Small', 'Anvils/Models'],
      ['list-item', null, 'Large see', 'Anvils/Models'],
      ['table-row', null, 'Model Price', 'Anvils/Models'],
      ['table-row', null, 'Small 90 euros', 'Anvils/Models'],
      ['heading', 3, 'Praise', 'Anvils/Models'],
      ['quote', null, 'Heavy, says Wile E.', 'Anvils/Models/Praise'],
      ['heading', 2, 'Clients', 'Anvils'],
      ['image-alt', null, 'Road Runner Inc. logo', 'Anvils/Clients'],
      ['paragraph', null, 'Loose words', 'Anvils/Clients'],
      ['list-item', null, 'Weight', 'Anvils/Clients'],
      ['list-item', null, 'Much', 'Anvils/Clients'],
    ]);
  });

  it('reads a table that lays out the page by what it holds', () => {
    const { blocks } = read('<table><tr><td><h2>Left</h2><p>One</p></td><td><ul><li>Two</li></ul></td></tr></table>');

    expect(blocks.map(({ kind, text }) => [kind, text])).toEqual([
      ['heading', 'Left'],
      ['paragraph', 'One'],
      ['list-item', 'Two'],
    ]);
  });

  it('mark menus, footers and cookie banners as furniture', () => {
    const prose = 'Acme has forged anvils for careful coyotes since 1949, and repairs every one that it ever sold.';
    const page = `
      <header><nav><a href="/">Acme</a> <a href="/b">Anvils</a></nav></header>
      <main><h1>About Acme</h1><p>${prose}</p><p>${prose.toUpperCase()}</p></main>
      <div id="cookie-consent"><p>We use cookies to improve your stay.</p></div>
      <footer><p>Acme Corp., 1 Desert Road</p></footer>`;

    const { blocks } = read(page);
    const main = extractMainText(page, 'https://acme.example/');

    expect(blocks.filter(({ boilerplate }) => boilerplate).map(({ text }) => text)).toEqual([
      'Acme Anvils',
      'We use cookies to improve your stay.',
      'Acme Corp., 1 Desert Road',
    ]);
    expect(main).toBe(`About Acme\n${prose}\n${prose.toUpperCase()}`);
  });

  it('keep a title although it stands in a navigation element', () => {
    const { blocks } = read(
      '<nav class="hero"><h1>Anvils for everyone</h1><p>Forged by hand, delivered by rocket.</p></nav>',
    );

    expect(blocks.map(({ boilerplate }) => boilerplate)).toEqual([false, false]);
  });

  it('stay within bounds on endless pages', () => {
    const { blocks } = read(`<p>${'long '.repeat(5_000)}</p>${'<p>short</p>'.repeat(9_000)}`);

    expect(blocks).toHaveLength(4_000);
    expect(blocks[0]?.text).toHaveLength(4_999);
  });
});

describe('what stands beside the text', () => {
  it('gives title, language, date and meta texts', () => {
    const document = read(`<html lang="de-AT"><head><title> Über  uns </title>
      <meta name="description" content="Wir schmieden Ambosse."><meta property="og:site_name" content="Acme">
      <meta property="article:published_time" content="2026-01-31T08:00:00+01:00"><meta name="viewport" content="width=1">
      </head><body><h1>Wer wir sind</h1></body></html>`);

    expect(document).toMatchObject({ title: 'Über uns', language: 'de', publishedAt: '2026-01-31' });
    expect(document.segments.filter(({ origin }) => origin === 'meta').map(({ text }) => text)).toEqual([
      'Über uns',
      'Wir schmieden Ambosse.',
      'Acme',
      '2026-01-31T08:00:00+01:00',
    ]);
  });

  it.each([
    ['og:title', '<meta property="og:title" content="Shared">', 'Shared'],
    ['the first heading', '<h1>Headed</h1>', 'Headed'],
    ['nothing', '<p>text</p>', null],
  ])('takes the title from %s where there is no title element', (_, html, title) => {
    expect(read(html).title).toBe(title);
  });

  it.each([
    ['<meta property="og:locale" content="fr_FR">', 'fr'],
    ['<meta http-equiv="Content-Language" content="it">', 'it'],
    ['<html lang="english">', null],
    ['<p>no word of it</p>', null],
  ])('reads the language of %s', (html, language) => {
    expect(read(html).language).toBe(language);
  });

  it.each([
    [
      'JSON-LD',
      '<script type="application/ld+json">{"@type":"Article","datePublished":"2025-05-06T01:02:03Z"}</script>',
      '2025-05-06',
    ],
    ['a time element', '<time class="entry-date published" datetime="2024-02-29">29 Feb</time>', '2024-02-29'],
    ['a time that is of something else', '<time datetime="2024-02-29">29 Feb</time>', null],
    ['a day that does not exist', '<meta name="date" content="2024-13-45">', null],
  ])('reads the date of %s', (_, html, date) => {
    expect(read(html).publishedAt).toBe(date);
  });

  it('gives links absolute, once, without fragment, hidden ones without their text', () => {
    const { links } =
      read(`<base href="/shop/"><a href="anvils#small"><img alt="Anvils"> All  anvils</a><a href="anvils">again</a>
      <a href="//cdn.example/x">Elsewhere</a><a href="mailto:a@b.example">Mail</a><a>nowhere</a><a href="http://[">broken</a>
      <div style="display:none"><a href="/trap">Secret</a></div>`);

    expect(links).toEqual([
      { url: 'https://acme.example/shop/anvils', text: 'All anvils' },
      { url: 'https://cdn.example/x', text: 'Elsewhere' },
      { url: 'https://acme.example/trap', text: '' },
    ]);
  });

  it('undoes the escapes of JSON-LD that nobody needs, so that quotes show what they carry', () => {
    const script = String.raw`{"@type":"Organization","name":"Caf\u00e9 \ud83d\ude00","url":"https:\/\/acme.example\/","note":"a \"b\" \\u00e9 \u0022 \u000a","half":"\ud83d"}`;
    const { segments } = read(`<script type="application/ld+json">${script}</script>`);
    const whole = script.replace(String.raw`,"half":"\ud83d"`, '');
    const mended = read(`<script type="application/ld+json">${whole}</script>`).segments[0]?.text ?? '';

    expect(segments[0]?.text).toContain(String.raw`"Caf\u00e9`);
    expect(mended).toContain('"name":"Café 😀","url":"https://acme.example/"');
    expect(mended).toContain(String.raw`"note":"a \"b\" \\u00e9 \u0022 \u000a"`);
    expect(JSON.parse(mended)).toEqual(JSON.parse(whole));
  });

  it('keeps the script of JSON-LD as it is and its nodes flat', () => {
    const { segments, structuredData } = read(`
      <script type="application/ld+json">
        {"@context": "https://schema.org",
         "@graph": [{"@type": "Organization", "name": "Acme"}, {"@type": "WebSite"}]}
      </script>
      <script type="application/ld+json; charset=utf-8"><!-- [{"@type":"Article"}, 3, null] --></script>
      <script type="application/ld+json">{"broken": </script>
      <script type="application/ld+json">{"@type":"Page","@graph":[{"@type":"Thing"}]};</script>`);

    expect(structuredData.map((node) => node['@type'])).toEqual([
      'Organization',
      'WebSite',
      'Article',
      'Page',
      'Thing',
    ]);
    expect(segments.filter(({ origin }) => origin === 'json-ld').map(({ text }) => text)).toEqual([
      '{"@context": "https://schema.org", "@graph": [{"@type": "Organization", "name": "Acme"}, {"@type": "WebSite"}]}',
      '[{"@type":"Article"}, 3, null]',
      '{"broken":',
      '{"@type":"Page","@graph":[{"@type":"Thing"}]}',
    ]);
  });

  it('gives what the head says of the site', () => {
    const { head } = readPageWithHead(
      '<meta property="og:site_name" content="Acme"><meta name="description" content=" "><meta property="og:description" content="Anvils."><meta property="og:url" content="https://acme.example/">',
      { url: 'https://acme.example/', sourceId: 'own-site', observedAt: '', purpose: null },
    );

    expect(head).toEqual({
      siteName: 'Acme',
      description: 'Anvils.',
      statedUrl: 'https://acme.example/',
      canonicalUrl: null,
    });
  });
});

describe('a document', () => {
  it('has an id that its source, address and text decide', () => {
    const page = '<p>Anvils</p>';
    const elsewhere = { url: 'https://acme.example/x', sourceId: 'own-site', observedAt: '', purpose: null } as const;

    const [first, second, moved, changed] = [read(page), read(page), readPage(page, elsewhere), read('<p>Tongs</p>')];

    expect(second.id).toBe(first.id);
    expect(new Set([first.id, moved.id, changed.id]).size).toBe(3);
    expect(first.id).toBe(documentId(first.sourceId, first.url, first.segments));
    expect(first.id).toMatch(/^[0-9a-f]{32}$/);
  });

  it('has the promised shape and every block in its text, whatever the markup', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '<p>',
        '</p>',
        '<div class="a b">',
        '</div>',
        '<table><tr><td>',
        '</table>',
        '<a href="/x">',
        '</a>',
        '<h2>',
        '</h2>',
      ),
      fc.constantFrom(
        '<style>.a{display:none}</style>',
        '<li>',
        '<br/>',
        '<img alt="A picture">',
        '&amp;',
        '&#x200b;',
        '<!--',
        '-->',
        '<script>',
      ),
      fc.constantFrom(
        '<script type="application/ld+json">',
        '</script>',
        '{"@graph":[',
        '<meta name="description" content="',
        '">',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const document = read(pieces.join(''));
        const text = document.segments.find(({ origin }) => origin === 'text')?.text ?? '';
        expect(documentSchema.safeParse(document).success).toBe(true);
        expect(document.blocks.every((block) => text.includes(block.text))).toBe(true);
        expect(text).not.toMatch(/\s\s|[\u{200b}\u{e0041}]/u);
      }),
    );
  });

  it('goes on after a frame that closes itself for browsers without scripts', () => {
    expect(textOf('<noscript><iframe src="/tag"/></noscript><p>Anvils</p>')).toBe('Anvils');
  });

  it('reads nothing from nothing', () => {
    expect(read('')).toMatchObject({ title: null, segments: [], blocks: [], links: [], structuredData: [] });
  });
});

describe('hostile markup', () => {
  it.each([
    ['nested elements', '<div>'.repeat(100_000)],
    ['open paragraphs', '<p>x'.repeat(100_000)],
    ['closing tags', '</b>'.repeat(200_000)],
    ['brackets', '<'.repeat(500_000)],
    ['attributes', `<p ${'a=b '.repeat(100_000)}>`],
    ['entities', '&amp;'.repeat(200_000)],
    ['comments', '<!--'.repeat(100_000)],
    ['rules', `<style>${'.a .b{color:red}'.repeat(20_000)}</style><p class="b">x</p>`],
    ['arrays', `<script type="application/ld+json">${'['.repeat(100_000)}</script>`],
  ])('of endless %s takes no endless time', (_, html) => {
    const startedAt = performance.now();

    const text = textOf(html);

    expect(text.length).toBeLessThan(600_000);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
