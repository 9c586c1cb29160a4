import { type Knowledge, providerHost } from './provider.ts';

/** en.wikipedia.org: the summary of an article (https://en.wikipedia.org/api/rest_v1/#/Page%20content). */
export function wikipedia({ records, now }: Knowledge) {
  return providerHost('en.wikipedia.org', (url, { request }) => {
    if (!request.headers['user-agent']) return { status: 403, body: 'Please set a user-agent.' };
    const [, slug] = /^\/api\/rest_v1\/page\/summary\/([^/]+)$/.exec(url.pathname) ?? [];
    if (slug === undefined) return null;
    const title = decodeURIComponent(slug).replaceAll('_', ' ');
    const company = records.find(({ wikipedia: article }) => article?.title === title);
    if (company?.wikipedia === undefined) return notFound(url.pathname);
    const page = `https://en.wikipedia.org/wiki/${title.replaceAll(' ', '_')}`;
    return {
      body: {
        type: 'standard',
        title,
        displaytitle: `<span class="mw-page-title-main">${title}</span>`,
        namespace: { id: 0, text: '' },
        wikibase_item: company.wikidata?.id,
        titles: { canonical: title.replaceAll(' ', '_'), normalized: title, display: title },
        pageid: 90_000_000 + records.indexOf(company),
        lang: 'en',
        dir: 'ltr',
        revision: '1300000001',
        timestamp: new Date(now() - 40 * 24 * 60 * 60 * 1000).toISOString().replace(/\.\d+Z$/, 'Z'),
        description: company.wikipedia.description,
        description_source: 'local',
        content_urls: { desktop: { page, revisions: `${page}?action=history` }, mobile: { page } },
        extract: company.wikipedia.extract,
        extract_html: `<p>${company.wikipedia.extract}</p>`,
      },
    };
  });
}

function notFound(uri: string) {
  const type = 'https://mediawiki.org/wiki/HyperSwitch/errors/not_found';
  const headers = { 'content-type': 'application/problem+json' };
  const body = { type, title: 'Not found.', method: 'get', detail: 'Page or revision not found.', uri };
  return { status: 404, headers, body };
}
