import * as z from 'zod/mini';
import type { DiscoveredCompany } from '../cache/discovery.ts';
import type { Domain } from '../company/domain.ts';
import { requireVariable } from '../environment.ts';
import { invokeFunction } from './invoke-function.ts';

/** A lookup answers within two seconds; what cannot be seen in this many ms is left. */
export const discoveryDeadlineMs = 1500;

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

/** The answer of `find-by-name`. */
const namedAnswer = z.object({
  isComplete: z.boolean(),
  companies: z.array(
    z.object({
      domain: z.string(),
      name: z.string(),
      otherNames: z.array(z.string()),
      description: z.nullable(z.string()),
      source: z.string(),
    }),
  ),
});

/**
 * Looks at a domain's homepage now. Gives the company, none when there is none to be seen, and
 * `late` when the look took too long or broke, which says nothing about the company.
 */
export async function discoverDomain(domain: Domain, now: number): Promise<readonly DiscoveredCompany[] | 'late'> {
  const payload = await invoke('BASIC_INFO_FUNCTION_NAME', { domain, deadline: now + discoveryDeadlineMs });
  const parsed = basicInfoAnswer.safeParse(payload);
  if (!parsed.success) return 'late';
  const { status, name, parkedReason, ...facts } = parsed.data;
  if (status !== 'fetched' || name === null || parkedReason !== null) return [];
  const company = { domain, name, industry: null, ...facts, updatedAt: new Date(now).toISOString() };
  return [{ company, source: 'own-site', otherNames: [] }];
}

/** Asks who is called so now. Gives those that have a website, or `late` as above. */
export async function discoverName(name: string, now: number): Promise<readonly DiscoveredCompany[] | 'late'> {
  const payload = await invoke('FIND_BY_NAME_FUNCTION_NAME', { name, deadline: now + discoveryDeadlineMs });
  const parsed = namedAnswer.safeParse(payload);
  if (!parsed.success || (!parsed.data.isComplete && parsed.data.companies.length === 0)) return 'late';
  const unknown = { industry: null, headquarters: null, employees: null, founded: null };
  return parsed.data.companies.map(({ source, otherNames, ...known }) => ({
    company: { ...known, ...unknown, updatedAt: new Date(now).toISOString() },
    source,
    otherNames,
  }));
}

async function invoke(variable: string, payload: object): Promise<unknown> {
  try {
    return await invokeFunction(requireVariable(variable), payload, discoveryDeadlineMs);
  } catch (error) {
    console.warn({ message: 'live discovery lost', error: error instanceof Error ? error.name : 'unknown' });
    return null;
  }
}
