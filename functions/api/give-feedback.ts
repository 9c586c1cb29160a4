import * as z from 'zod/mini';
import { endpoint } from '../lib/api/endpoint.ts';
import { idempotent } from '../lib/api/idempotency.ts';
import { readAnswer } from '../lib/cache/answer.ts';
import { systemClock } from '../lib/enrichment/clock.ts';
import { readRequest } from '../lib/enrichment/request.ts';
import { IntelligenceError, TransientError } from '../lib/errors.ts';
import { findJudgedField } from '../lib/feedback/judged-field.ts';
import { keepFeedback, verdicts } from '../lib/feedback/keep-feedback.ts';

/** The body of `POST /analysis/{requestId}/feedback`; `field` is one of the answer's, or a JSON pointer into it. */
export const feedbackBody = z.strictObject({
  field: z.optional(z.string().check(z.minLength(1), z.maxLength(500))),
  verdict: z.enum(verdicts),
  comment: z.optional(z.string().check(z.maxLength(2000))),
});

/** Answers 201 with the verdict that was taken; the comment is not given back. */
export const handler = endpoint(
  feedbackBody,
  idempotent(systemClock, async ({ parameters, body, clientId }) => {
    const now = systemClock.now();
    const request = await readRequest(parameters.requestId ?? '', clientId, now);
    if (request === null) throw new IntelligenceError('request.not_found', 'There is no such request.');
    const kept = await readAnswer(request.domain, request.key, now);
    if (kept === null) throw new TransientError('enrichment.no_answer', 'There is no answer that could be judged.');
    const named = body.field ?? null;
    const judged = named === null ? null : findJudgedField(kept.answer, named);
    if (named !== null && judged === null) throw unknownField();
    await keepFeedback(request, { verdict: body.verdict, named, judged, comment: body.comment ?? null }, now);
    return { status: 201, body: { requestId: request.requestId, field: named, verdict: body.verdict } };
  }),
);

function unknownField(): IntelligenceError {
  const message = 'is none of the answer';
  return new IntelligenceError('request.invalid', 'Not valid: field.', { details: [{ field: 'field', message }] });
}
