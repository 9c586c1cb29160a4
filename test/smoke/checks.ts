/** A deployed stage, and a key that it lets in. */
export interface Target {
  readonly url: string;
  readonly apiKey: string;
}

/** One thing that a stage must do, and whether it did. */
export interface Finding {
  readonly name: string;
  /** null where it did. */
  readonly problem: string | null;
  readonly ms: number;
}

interface Check {
  readonly name: string;
  readonly path: string;
  readonly status: number;
  /** Whether the call carries the key. */
  readonly isKnown: boolean;
  /** What the body must have. */
  readonly member: string;
}

/** Reads only: a smoke test of prod starts nothing and costs nothing. */
const checks: readonly Check[] = [
  { name: 'is healthy', path: '/health', status: 200, isKnown: false, member: 'services' },
  { name: 'refuses who has no key', path: '/company/example.com/lookup', status: 401, isKnown: false, member: 'code' },
  { name: 'looks a company up', path: '/company/example.com/lookup', status: 200, isKnown: true, member: 'companies' },
  {
    name: 'knows no foreign request',
    path: '/analysis/status/00000000-0000-4000-8000-000000000000',
    status: 404,
    isKnown: true,
    member: 'code',
  },
];
const longestAnswer = 15_000;

/** Asks a stage for what it must do, one after the other. Never throws: what cannot be reached is a finding. */
export async function checkStage({ url, apiKey }: Target): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const check of checks) {
    const begun = performance.now();
    const problem = await findProblem(check, url, apiKey);
    findings.push({ name: check.name, problem, ms: Math.round(performance.now() - begun) });
  }
  return findings;
}

async function findProblem(check: Check, url: string, apiKey: string): Promise<string | null> {
  try {
    const answer = await fetch(`${url.replace(/\/$/, '')}${check.path}`, {
      headers: check.isKnown ? { 'x-api-key': apiKey } : {},
      signal: AbortSignal.timeout(longestAnswer),
    });
    const body: unknown = await answer.json();
    if (answer.status !== check.status) return `answered ${answer.status}, not ${check.status}`;
    const isThere = typeof body === 'object' && body !== null && check.member in body;
    return isThere ? null : `has no ${check.member} in its answer`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
