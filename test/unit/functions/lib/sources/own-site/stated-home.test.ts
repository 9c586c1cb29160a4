import { describe, expect, it } from 'vitest';
import { parseDomain } from '../../../../../../functions/lib/company/domain.ts';
import { readPageWithHead } from '../../../../../../functions/lib/content/index.ts';
import { findFormerNames } from '../../../../../../functions/lib/sources/own-site/former-names.ts';
import { findHomeElsewhere } from '../../../../../../functions/lib/sources/own-site/stated-home.ts';

const domain = parseDomain('acme.example') ?? expect.fail('no domain');
const read = (html: string) =>
  readPageWithHead(html, { url: 'https://acme.example/', sourceId: 'own-site', observedAt: '', purpose: 'home' });
const canonical = (url: string) => `<link rel="canonical" href="${url}">`;
const openGraph = (url: string) => `<meta property="og:url" content="${url}">`;
const organization = (...urls: string[]) =>
  `<script type="application/ld+json">${JSON.stringify(urls.map((url) => ({ '@type': 'Organization', name: 'X', url })))}</script>`;

describe('the domain at which a page says it is at home', () => {
  it.each([
    ['another by its canonical link', canonical('https://www.globex.example/de'), 'globex.example'],
    ['another by its organization', organization('https://globex.example'), 'globex.example'],
    [
      'another by all of them',
      canonical('https://globex.example') + openGraph('https://globex.example'),
      'globex.example',
    ],
    ['its own by a relative link', canonical('/'), null],
    ['its own by most of them', canonical('https://acme.example') + openGraph('https://globex.example'), null],
    ['both alike', canonical('https://globex.example') + organization('https://acme.example'), null],
    ['another by a forgotten tag only', openGraph('https://globex.example'), null],
    ['a hosting service’s', canonical('https://acme.webflow.io/'), null],
    ['no address at all', canonical('http://localhost:3000/') + organization('mailto:x@globex.example'), null],
    ['several, as partners are', organization('https://globex.example', 'https://umbra.example'), null],
    ['its own beside partners', organization('https://globex.example', 'https://acme.example'), null],
    ['nothing', '<h1>Acme</h1>', null],
  ])('is read where it states %s', (_, html, expected) => {
    const { document, head } = read(html);

    expect(findHomeElsewhere(document, head, domain)).toBe(expected);
  });
});

describe('the names that a company bore before', () => {
  it.each([
    ['Larkspur, formerly known as Acme Robotics, builds robots.', ['Acme Robotics']],
    ['Acme Robotics is now Larkspur.', ['Acme Robotics']],
    ['Larkspur GmbH (vormals Acme Gerätebau)', ['Acme Gerätebau']],
    ['Jane Roe was formerly Head of Sales at Globex.', []],
    ['Globex is now Umbra, says our customer.', []],
    ['Larkspur, formerly Larkspur Inc., builds robots.', []],
    ['Larkspur builds robots.', []],
  ])('are read in %j', (text, names) => {
    const { document } = read(`<h1>Larkspur</h1><p>${text}</p>`);

    expect(findFormerNames(document, 'Larkspur')).toEqual(names);
  });
});
