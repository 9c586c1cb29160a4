import * as z from 'zod';
import { type Adapter, matched, noMatch, SourceFailure, type SourceQuestion } from './adapter.ts';
import { type ListedArticle, listNews } from './news/news-item.ts';
import { noteCooldown, parseJson, refuseStatus, requestText } from './request.ts';
import { looseList, looseText } from './tolerant.ts';

const host = 'api.gdeltproject.org';
/** "Please limit requests to one every 5 seconds", says its refusal. */
const pauseSeconds = 5;
/** What is left for a second question must be worth it, in ms. */
const shortestQuestion = 1_500;
const mostRecords = 75;

const answerSchema = z.object({
  articles: looseList(
    z.object({
      url: z.string(),
      title: z.string().min(1),
      seendate: z.string().regex(/^\d{8}T\d{6}Z$/),
      domain: looseText,
      language: looseText,
      sourcecountry: looseText,
    }),
  ),
});

/**
 * Articles of the last three months in the world's press (free with attribution,
 * https://blog.gdeltproject.org/gdelt-doc-2-0-api-debuts/) whose title names the company. It is asked
 * no more than once in five seconds; its errors come as plain text, often with status 200.
 */
export const gdelt: Adapter = {
  id: 'gdelt',
  async ask(question) {
    const { company, surroundings } = question;
    const observedAt = surroundings.now();
    const phrase = company.name.replace(/["()]/g, ' ').replace(/\s+/g, ' ').trim();
    const query = new URLSearchParams({
      query: `"${phrase}"`,
      mode: 'artlist',
      format: 'json',
      timespan: '3months',
      sort: 'datedesc',
      maxrecords: String(mostRecords),
    });
    const text = await askPatiently(`https://${host}/api/v2/doc/doc?${query}`, question);
    if (isRefusedPhrase(text)) return noMatch('phrase_refused');
    const parsed = answerSchema.safeParse(parseJson(mendEscapes(text)));
    if (!parsed.success) throw new SourceFailure('malformed', { cause: parsed.error });
    const items = listNews('gdelt', parsed.data.articles.map(toArticle), company, observedAt);
    if (items.length === 0) return noMatch('no_articles');
    return matched(
      items.map(({ document }) => document),
      items.flatMap(({ facts }) => facts),
    );
  },
};

/** Asks a second time after the pause that it wants, if the run has that long. */
async function askPatiently(url: string, question: SourceQuestion): Promise<string> {
  try {
    return await askOnce(url, question);
  } catch (error) {
    const { surroundings, deadline } = question;
    const pauseMs = pauseSeconds * 1000;
    const isWorthIt =
      error instanceof SourceFailure &&
      error.reason === 'rate_limited' &&
      (error.retryAfterSeconds ?? 0) <= pauseSeconds &&
      surroundings.now() + pauseMs + shortestQuestion < deadline;
    if (!isWorthIt) throw error;
    await surroundings.pause(pauseMs);
    return askOnce(url, question);
  }
}

async function askOnce(url: string, question: SourceQuestion): Promise<string> {
  const { surroundings } = question;
  const answer = await requestText(url, question, { accept: 'application/json', mayRetry: isNotThrottled });
  const isThrottled = answer.status === 429 || /^\s*please limit requests/i.test(answer.text);
  if (isThrottled) {
    const asked = answer.headers['retry-after'];
    const seconds = asked !== undefined && /^\d{1,6}$/.test(asked) ? Number(asked) : pauseSeconds;
    noteCooldown(host, seconds, surroundings);
    throw new SourceFailure('rate_limited', { retryAfterSeconds: seconds });
  }
  refuseStatus(answer, surroundings.now());
  return answer.text;
}

function isNotThrottled(answer: { readonly status: number } | null): boolean {
  return answer?.status !== 429;
}

/** A phrase it will not look for, which no retry mends. Any other plain text is malformed. */
function isRefusedPhrase(text: string): boolean {
  return /^\s*(?:the specified phrase is|your query was) too (?:short|long|common)/i.test(text);
}

/** It passes titles on with backslashes and control characters that JSON does not allow (RFC 8259, 7). */
function mendEscapes(text: string): string {
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/\\(?:(["\\/bfnrt]|u[\da-f]{4})|)/gi, (whole, valid?: string) => (valid ? whole : ''));
}

function toArticle(row: z.infer<typeof answerSchema>['articles'][number]): ListedArticle {
  const { title, url, seendate } = row;
  const publishedAt = `${seendate.slice(0, 4)}-${seendate.slice(4, 6)}-${seendate.slice(6, 8)}`;
  return { title, url, publishedAt, row };
}
