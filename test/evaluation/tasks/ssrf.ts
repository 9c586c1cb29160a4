import * as z from 'zod';
import { fetchGuarded, HttpError, isPublicAddress } from '../../../functions/lib/http/index.ts';
import { percentiles, share } from '../measures.ts';
import { readJson } from '../rows.ts';
import { type ScriptedInternet, withScriptedInternet } from '../scripted-internet.ts';

const caseSchema = z.object({
  id: z.string(),
  kind: z.enum(['ip', 'url', 'dns', 'redirect']),
  input: z.string(),
  expect: z.enum(['allow', 'deny', 'needs-dns', 'allow-first-ip-only']),
  /** Addresses by lookup; the last ones are repeated. */
  answers: z.array(z.array(z.string())).default([['93.184.215.14']]),
  /** URLs that redirect each to the next. */
  chain: z.array(z.string()).default([]),
});
type Case = z.infer<typeof caseSchema>;

/** Verdicts of the guarded client, which runs whole: only name service and the sockets' far end are scripted. */
export async function evaluateSsrf(cases: string) {
  const rows = readJson(cases, z.object({ cases: z.array(caseSchema).min(1) })).cases;
  const answers = await withScriptedInternet(async (internet) => {
    const judged = [];
    for (const row of rows) {
      const startedAt = performance.now();
      const verdict = row.kind === 'ip' ? judgeAddress(row.input) : await judgeUrl(row, internet);
      judged.push({ row, verdict, ms: performance.now() - startedAt });
    }
    return judged;
  });
  const wrong = answers.filter(({ row, verdict }) => verdict !== row.expect);
  return {
    n: rows.length,
    right: rows.length - wrong.length,
    accuracy: share(rows.length - wrong.length, rows.length),
    wrong: wrong.map(({ row, verdict }) => ({ id: row.id, input: row.input, expected: row.expect, verdict })),
    time: percentiles(
      answers.map(({ ms }) => ms),
      'us',
    ),
  };
}

function judgeAddress(address: string): string {
  return isPublicAddress(address) ? 'allow' : 'deny';
}

/** `deny` where the fetch is refused before it connects to what the case is about. */
async function judgeUrl(row: Case, internet: ScriptedInternet): Promise<string> {
  internet.reset(row.answers, row.chain);
  const end = await fetchGuarded(row.input, { totalMs: 3_000 }).then(
    () => 'answered',
    (error: unknown) => codeOf(error),
  );
  const { lookups, connected } = internet;
  if (connected.some((address) => !isPublicAddress(address))) return 'connected to a private address';
  if (end !== 'answered') return end.startsWith('unexpected') ? end : 'deny';
  if (row.kind === 'url') return lookups > 0 ? 'needs-dns' : 'allow';
  const first = row.answers[0] ?? [];
  const isPinned = lookups === 1 && connected.every((address) => first.includes(address));
  return row.expect === 'allow-first-ip-only' && isPinned ? 'allow-first-ip-only' : 'allow';
}

function codeOf(error: unknown): string {
  return error instanceof HttpError ? error.code : `unexpected: ${String(error)}`;
}
