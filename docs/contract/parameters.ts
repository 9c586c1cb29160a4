import * as z from 'zod';
import type { ParameterDescription } from './operation.ts';

export const companyParameter: ParameterDescription = {
  description: 'A domain, a URL on it, or the name of a company; percent-encoded.',
  schema: z.string().min(1).max(2048),
  example: 'quillstead.example',
};

export const requestIdParameter: ParameterDescription = {
  description: 'The `requestId` that a start has given.',
  schema: z.string(),
  example: 'req_01k3v7d4m2000000000000000',
};
