import * as z from 'zod';
import { isPathAllowed, parseRobots } from '../../../functions/lib/http/robots-rules.ts';
import { percentiles, share, timed } from '../measures.ts';
import { readRows } from '../rows.ts';

const rowSchema = z.object({ robots: z.string(), userAgent: z.string(), url: z.string(), allowed: z.boolean() });

/** Verdicts of robots.txt files; `userAgent` is the product token. */
export function evaluateRobots(cases: string) {
  const answers = readRows(cases, rowSchema).map(({ place, row }) => {
    const { result, ms } = timed(() => isPathAllowed(parseRobots(row.robots, row.userAgent), row.url));
    return { place, ms, right: result === row.allowed };
  });
  const right = answers.filter((answer) => answer.right).length;
  return {
    n: answers.length,
    right,
    accuracy: share(right, answers.length),
    wrong: answers.filter((answer) => !answer.right).map(({ place }) => place),
    time: percentiles(
      answers.map(({ ms }) => ms),
      'us',
    ),
  };
}
