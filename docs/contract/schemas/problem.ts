import * as z from 'zod';
import { errorCodes } from '../errors.ts';
import { candidate } from './parts.ts';

/** Every refusal: RFC 9457 with the members that every answer of this API has. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string().meta({ description: 'The reason phrase of the status.' }),
    status: z.int().min(400).max(599),
    detail: z.string().meta({ description: 'What is wrong with this very request, in a sentence.' }),
    instance: z
      .string()
      .meta({ description: 'The path that was asked for, as a reference on the same host: with the stage.' }),
    error: z.string().meta({ description: 'The same as `detail`, for clients that read one string.' }),
    code: z.enum(errorCodes).meta({ description: 'Stable; a client may switch on it.' }),
    requestId: z.string().meta({ description: 'Names the exchange, as the header x-request-id does.' }),
    retryable: z.boolean().meta({ description: 'Whether the same request may succeed later.' }),
    details: z
      .array(z.object({ field: z.string(), message: z.string() }))
      .meta({ description: 'One entry for each field that was refused; `field` is a dotted path.' }),
    candidates: z
      .array(candidate)
      .optional()
      .meta({ description: 'For `company.ambiguous`: the companies to choose from, best first.' }),
  })
  .meta({ description: 'A problem document (RFC 9457).' });
