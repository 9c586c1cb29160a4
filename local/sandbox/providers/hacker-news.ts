import type { CompanyRecords } from '../records.ts';
import { type Knowledge, providerHost } from './provider.ts';

const defaultPage = 20;
const largestPage = 1000;

/** hn.algolia.com: search and search_by_date over stories (https://hn.algolia.com/api). */
export function hackerNews({ records }: Knowledge) {
  const stories = records.flatMap((company) => company.hackerNews);
  return providerHost('hn.algolia.com', (url) => {
    const [, kind] = /^\/api\/v1\/(search|search_by_date)$/.exec(url.pathname) ?? [];
    if (kind === undefined) return null;
    const { searchParams: query } = url;
    const found = stories
      .filter((story) => isStory(query) && matchesText(story, query) && matchesNumbers(story, query))
      .sort((left, right) =>
        kind === 'search' ? right.points - left.points : right.createdAt.localeCompare(left.createdAt),
      );
    const hitsPerPage = Math.min(Number(query.get('hitsPerPage') ?? defaultPage), largestPage);
    const page = Number(query.get('page') ?? 0);
    return {
      body: {
        hits: found.slice(page * hitsPerPage, (page + 1) * hitsPerPage).map(writeHit),
        nbHits: found.length,
        page,
        nbPages: Math.ceil(found.length / hitsPerPage),
        hitsPerPage,
        exhaustiveNbHits: true,
        query: query.get('query') ?? '',
        params: url.search.slice(1),
        processingTimeMS: 1,
      },
    };
  });
}

type Story = CompanyRecords['hackerNews'][number];

function isStory(query: URLSearchParams): boolean {
  const tags = query.get('tags');
  return tags === null || tags.split(',').includes('story');
}

/** Every word must stand somewhere in what is searched. */
function matchesText({ title, url }: Story, query: URLSearchParams): boolean {
  const restricted = query.get('restrictSearchableAttributes')?.split(',') ?? ['title', 'url'];
  const searched = [...(restricted.includes('title') ? [title] : []), ...(restricted.includes('url') ? [url] : [])];
  const text = searched.join(' ').toLowerCase();
  const words = (query.get('query') ?? '').toLowerCase().split(/\s+/);
  return words.every((word) => text.includes(word.replaceAll('"', '')));
}

function matchesNumbers(story: Story, query: URLSearchParams): boolean {
  const filters = (query.get('numericFilters') ?? '').split(',').filter((filter) => filter !== '');
  return filters.every((filter) => {
    const [, name, comparison, bound] = /^(created_at_i|points|num_comments)(>=|<=|>|<|=)(\d+)$/.exec(filter) ?? [];
    const values: Readonly<Record<string, number>> = {
      created_at_i: Math.floor(Date.parse(story.createdAt) / 1000),
      points: story.points,
      num_comments: story.comments,
    };
    return compare(values[name ?? ''] ?? Number.NaN, comparison ?? '', Number(bound));
  });
}

function compare(value: number, comparison: string, bound: number): boolean {
  if (comparison === '=') return value === bound;
  const isWithin = comparison.startsWith('>') ? value > bound : value < bound;
  return isWithin || (comparison.endsWith('=') && value === bound);
}

function writeHit({ id, title, url, points, comments, createdAt }: Story) {
  return {
    _tags: ['story', 'author_tern', `story_${id}`],
    author: 'tern',
    created_at: createdAt,
    created_at_i: Math.floor(Date.parse(createdAt) / 1000),
    num_comments: comments,
    objectID: id,
    points,
    story_id: Number(id),
    title,
    updated_at: createdAt,
    url,
  };
}
