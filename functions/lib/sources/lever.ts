import * as z from 'zod';
import { type Adapter, noMatch, SourceFailure, type SourceQuestion } from './adapter.ts';
import { answerWithBoard, type Posting } from './jobs/board-answer.ts';
import { readDescription } from './jobs/description.ts';
import { type BoardAddress, findLinkedBoard } from './jobs/find-board.ts';
import { requestJson } from './request.ts';
import { looseList, looseNumber, looseObject, looseText } from './tolerant.ts';

const apis = { '': 'https://api.lever.co', '.eu': 'https://api.eu.lever.co' } as const;
const pageSize = 100;
const mostPages = 3;
/** Its robots.txt asks for a second between requests. */
const crawlDelay = 1_000;
/** A page of long descriptions, in bytes. */
const largestPage = 6_000_000;

const postingSchema = z.object({
  text: z.string().min(1),
  categories: looseObject({ department: looseText, team: looseText, location: looseText, commitment: looseText }),
  createdAt: looseNumber,
  hostedUrl: looseText,
  descriptionPlain: looseText,
  lists: looseList(z.object({ content: z.string() })),
});
const pageSchema = z.array(z.unknown());
const postingsSchema = looseList(postingSchema);

/**
 * The company's positions at Lever (https://github.com/lever/postings-api, public, in the United
 * States and in the EU). Nothing that Lever answers names the company's domain, so only a board that
 * the company's own site links to counts.
 */
export const lever: Adapter = {
  id: 'lever',
  async ask(question) {
    const linked = await findLinkedBoard(question, readBoards);
    if (linked === null) return noMatch('no_board');
    const observedAt = question.surroundings.now();
    const found = await requestPostings(linked, question);
    if (found === null) return noMatch('no_board');
    const { postings, isComplete } = found;
    return answerWithBoard({
      sourceId: 'lever',
      url: `${linked.api.replace('//api.', '//jobs.')}/${linked.token}`,
      companyName: question.company.name,
      observedAt,
      // Lever gives no number, so the record tells how many positions it listed.
      count: isComplete ? { openJobs: postings.length, members: { postings: postings.length } } : null,
      postings: postingsSchema.parse(postings).map(toPosting),
      confidence: 0.9,
    });
  },
};

function readBoards(text: string): BoardAddress[] {
  const linked = [
    ...text.matchAll(/\bjobs(\.eu)?\.lever\.co\/([\w.-]+)/gi),
    ...text.matchAll(/\bapi(\.eu)?\.lever\.co\/v0\/postings\/([\w.-]+)/gi),
  ];
  return linked.map(([, region = '', token = '']) => ({
    api: apis[region === '' ? '' : '.eu'],
    token: token.replace(/\.+$/, ''),
  }));
}

/** Null where there is no such board. */
async function requestPostings({ api, token }: BoardAddress, question: SourceQuestion) {
  const postings: unknown[] = [];
  for (let page = 0; page < mostPages; page += 1) {
    if (page > 0) await question.surroundings.pause(crawlDelay);
    const query = `mode=json&skip=${page * pageSize}&limit=${pageSize}`;
    const url = `${api}/v0/postings/${encodeURIComponent(token)}?${query}`;
    const body = await requestJson(url, question, { maxBytes: largestPage });
    if (body === null) return null;
    const parsed = pageSchema.safeParse(body);
    if (!parsed.success) throw new SourceFailure('malformed', { cause: parsed.error });
    postings.push(...parsed.data);
    if (parsed.data.length < pageSize) return { postings, isComplete: true };
  }
  return { postings, isComplete: false };
}

function toPosting({ descriptionPlain, lists, ...row }: z.infer<typeof postingSchema>): Posting {
  const texts = [
    ...(descriptionPlain === null ? [] : [descriptionPlain]),
    ...lists.flatMap(({ content }) => readDescription(content)),
  ];
  return { row, team: row.categories?.department ?? row.categories?.team ?? null, texts };
}
