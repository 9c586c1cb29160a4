import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod/mini';
import type { IndexedCompany } from '../cache/company-index.ts';
import type { Domain } from '../company/domain.ts';
import { requireVariable } from '../environment.ts';

/** A lookup answers within two seconds; what the site cannot do in this many ms is left. */
export const discoveryDeadlineMs = 1500;

const lambda = new LambdaClient({ maxAttempts: 1 });

/** The part of `FetchBasicInfo`'s answer that a lookup needs. */
const basicInfoAnswer = z.object({
  status: z.enum(['fetched', 'blocked', 'unreachable']),
  name: z.nullable(z.string()),
  description: z.nullable(z.string()),
  headquarters: z.nullable(z.string()),
  founded: z.nullable(z.number()),
  employees: z.nullable(z.number()),
  parkedReason: z.nullable(z.string()),
});

/**
 * Looks at a domain's homepage now. Gives the company, null when there is none to be seen, and
 * `late` when the look took too long or broke, which says nothing about the company.
 */
export async function discoverCompany(domain: Domain, now: number): Promise<IndexedCompany | null | 'late'> {
  const payload = await invokeBasicInfo(domain);
  const parsed = basicInfoAnswer.safeParse(payload);
  if (!parsed.success) return 'late';
  const { status, name, parkedReason, ...facts } = parsed.data;
  if (status !== 'fetched' || name === null || parkedReason !== null) return null;
  return { domain, name, industry: null, ...facts, updatedAt: new Date(now).toISOString() };
}

async function invokeBasicInfo(domain: Domain): Promise<unknown> {
  const command = new InvokeCommand({
    FunctionName: requireVariable('BASIC_INFO_FUNCTION_NAME'),
    Payload: JSON.stringify({ domain }),
  });
  try {
    const answer = await lambda.send(command, { abortSignal: AbortSignal.timeout(discoveryDeadlineMs) });
    return answer.FunctionError === undefined ? JSON.parse(answer.Payload?.transformToString() ?? 'null') : null;
  } catch (error) {
    console.warn({ message: 'live discovery lost', error: error instanceof Error ? error.name : 'unknown' });
    return null;
  }
}
