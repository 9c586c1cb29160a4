import * as z from 'zod';
import { SourceFailure, type SourceQuestion } from '../adapter.ts';
import { parseJson, refuseStatus, type TextAnswer } from '../request.ts';
import { looseText } from '../tolerant.ts';

/** Errors come as an object with a code, or as a list of texts (https://snov.io/api). */
const errorsSchema = z.object({
  errors: z.union([
    z.object({ code: z.union([z.number(), z.string()]).nullish(), title: z.string().catch('') }),
    z.array(z.unknown()).min(1),
  ]),
});
const hashed = z.object({ task_hash: z.string().regex(/^[\w-]{1,128}$/) });
const startedSchema = z.union([
  z.object({ meta: hashed }).transform(({ meta }) => meta.task_hash),
  z.object({ data: hashed }).transform(({ data }) => data.task_hash),
  hashed.transform(({ task_hash }) => task_hash),
]);
const resultSchema = z.object({ status: looseText, data: z.unknown() });

/** How a search stands. */
export type SearchState = { readonly isDone: false } | { readonly isDone: true; readonly data: unknown };

/**
 * Reads the body of an answer, null where Snov.io says in one of its two ways that it does not know.
 * Throws SourceFailure: `quota_exhausted`, `provider_error`, `malformed`, or what the status stands for.
 */
export function readBody(answer: TextAnswer, { surroundings }: Pick<SourceQuestion, 'surroundings'>): unknown {
  if (answer.status === 401 || answer.status === 403 || answer.status === 429 || answer.status >= 500) {
    refuseStatus(answer, surroundings.now());
  }
  if (answer.status === 402) throw new SourceFailure('quota_exhausted');
  const body = answer.status < 300 ? parseJson(answer.text) : parseOrNothing(answer.text);
  const refused = errorsSchema.safeParse(body);
  if (!refused.success) {
    if (answer.status === 404) return null;
    refuseStatus(answer, surroundings.now());
    return body;
  }
  const { errors } = refused.data;
  const isUnknown = !Array.isArray(errors) && Number(errors.code) === 404;
  if (isUnknown) return null;
  const text = Array.isArray(errors) ? errors.join(' ') : errors.title;
  throw new SourceFailure(/\b(?:credits?|balance)\b/i.test(text) ? 'quota_exhausted' : 'provider_error');
}

/** The hash of a search that was started; it has been seen in three places. Throws SourceFailure `malformed`. */
export function readTaskHash(body: unknown): string {
  const parsed = startedSchema.safeParse(body);
  if (!parsed.success) throw new SourceFailure('malformed', { cause: parsed.error });
  return parsed.data;
}

/** How the search stands by its result. Throws SourceFailure `malformed`. */
export function readState(body: unknown): SearchState {
  const parsed = resultSchema.safeParse(body);
  if (!parsed.success) throw new SourceFailure('malformed', { cause: parsed.error });
  const { status, data } = parsed.data;
  if (status === 'in_progress') return { isDone: false };
  if (status !== 'completed') throw new SourceFailure('malformed');
  return { isDone: true, data };
}

function parseOrNothing(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return null;
  }
}
