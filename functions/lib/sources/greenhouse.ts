import * as z from 'zod';
import { isSameDomain } from '../company/domain.ts';
import { type Adapter, noMatch, type SourceAnswer, SourceFailure, type SourceQuestion } from './adapter.ts';
import { answerWithBoard, type Posting } from './jobs/board-answer.ts';
import { readDescription, unescapeHtml } from './jobs/description.ts';
import { type BoardAddress, findLinkedBoard } from './jobs/find-board.ts';
import { requestJson } from './request.ts';
import { looseList, looseNumber, looseObject, looseText } from './tolerant.ts';

const api = 'https://boards-api.greenhouse.io';
/** A board with the descriptions of a few hundred positions, in bytes. */
const largestBoard = 6_000_000;

const jobSchema = z.object({
  title: z.string().min(1),
  location: looseObject({ name: looseText }),
  departments: looseList(z.object({ name: z.string().min(1) })),
  updated_at: looseText,
  absolute_url: looseText,
  content: looseText,
});
const boardSchema = z.object({
  jobs: z.array(z.unknown()).pipe(looseList(jobSchema)),
  meta: looseObject({ total: looseNumber }),
});
type Board = z.infer<typeof boardSchema>;

/**
 * The company's board at Greenhouse (https://developers.greenhouse.io/job-board.html, public, cached
 * and not limited). It counts only if the company's own site links to it, or, for a board that bears
 * the domain's label, if its positions stand on the domain: tokens are first come, first served.
 */
export const greenhouse: Adapter = {
  id: 'greenhouse',
  async ask(question) {
    const { company } = question;
    const linked = await findLinkedBoard(question, readBoards);
    if (linked !== null) {
      const board = await requestBoard(linked.token, question);
      return board === null ? noMatch('no_board') : answer(board, linked.token, question, 0.9);
    }
    const label = company.domain.split('.')[0] ?? '';
    const board = await requestBoard(label, question);
    const isTied = board?.jobs.some(({ absolute_url }) => isSameDomain(absolute_url ?? '', company.domain));
    return board !== null && isTied ? answer(board, label, question, 0.85) : noMatch('no_board');
  },
};

/** Links to a hosted board, to one of its jobs, to the API, or the script that embeds a board. */
function readBoards(text: string): BoardAddress[] {
  const hosted = text.matchAll(/\b(?:boards|job-boards)\.greenhouse\.io\/(?!embed\b)([\w-]+)/gi);
  const embedded = text.matchAll(
    /\bboards\.greenhouse\.io\/embed\/job_(?:board|app)(?:\/js)?\?(?:[^\s"'<>]*&)?for=([\w-]+)/gi,
  );
  const called = text.matchAll(/\bboards-api\.greenhouse\.io\/v1\/boards\/([\w-]+)/gi);
  return [...hosted, ...embedded, ...called].map(([, token = '']) => ({ api, token: token.toLowerCase() }));
}

/** Null where there is no such board. One too large to be read whole is read without descriptions. */
async function requestBoard(token: string, question: SourceQuestion): Promise<Board | null> {
  const url = `${api}/v1/boards/${encodeURIComponent(token)}/jobs`;
  const body = await requestJson(`${url}?content=true`, question, { maxBytes: largestBoard }).catch(
    (error: unknown) => {
      const isTooLarge = error instanceof SourceFailure && error.reason === 'too_large';
      if (!isTooLarge) throw error;
      return requestJson(url, question, { maxBytes: largestBoard });
    },
  );
  if (body === null) return null;
  const parsed = boardSchema.safeParse(body);
  if (!parsed.success) throw new SourceFailure('malformed', { cause: parsed.error });
  return parsed.data;
}

function answer({ jobs, meta }: Board, token: string, question: SourceQuestion, confidence: number): SourceAnswer {
  const total = meta?.total ?? null;
  return answerWithBoard({
    sourceId: 'greenhouse',
    url: `https://boards.greenhouse.io/${token}`,
    companyName: question.company.name,
    observedAt: question.surroundings.now(),
    count: total !== null && Number.isSafeInteger(total) && total >= 0 ? { openJobs: total, members: { total } } : null,
    postings: jobs.map(toPosting),
    confidence,
  });
}

function toPosting({ content, ...row }: Board['jobs'][number]): Posting {
  const texts = content === null ? [] : readDescription(unescapeHtml(content));
  return { row, team: row.departments[0]?.name ?? null, texts };
}
