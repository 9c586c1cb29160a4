import * as z from 'zod';
import { verdicts } from '../../../functions/lib/feedback/keep-feedback.ts';
import { requestId } from './parts.ts';

export const keptFeedback = z
  .object({ requestId, field: z.string().nullable(), verdict: z.enum(verdicts) })
  .meta({ description: 'The verdict as it is kept; `field` is null where it is about the whole answer.' });
