import type { CompanyRecords } from '../records.ts';
import { tellAge } from './age.ts';

type Article = CompanyRecords['news'][number];

/** Articles in which the words stand, as Google's news tab (tbm=nws) or Google News (engine) lists them. */
export function findNews(q: string, records: readonly CompanyRecords[], now: Date, engine: string) {
  const phrase = q.replaceAll('"', '').toLowerCase();
  return records
    .flatMap(({ news }) => news)
    .filter(({ title, snippet }) => `${title} ${snippet}`.toLowerCase().includes(phrase))
    .sort((left, right) => right.publishedAt.localeCompare(left.publishedAt))
    .map((article, index) => ({
      position: index + 1,
      title: article.title,
      link: article.url,
      ...(engine === 'google_news' ? writeStory(article) : writeResult(article, now)),
    }));
}

function writeResult({ source, snippet, publishedAt }: Article, now: Date) {
  return { source, date: tellAge(publishedAt, now), snippet };
}

function writeStory({ source, publishedAt }: Article) {
  const [year, month, day] = publishedAt.slice(0, 10).split('-');
  return { source: { name: source, icon: '', authors: [] }, date: `${month}/${day}/${year}, 08:00 AM, +0000 UTC` };
}
