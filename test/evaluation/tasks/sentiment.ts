import * as z from 'zod';
import { labelOf, scoreText } from '../../../functions/lib/analysis/sentiment/score.ts';
import { classification, percentiles, timed } from '../measures.ts';
import { readRows } from '../rows.ts';

const rowSchema = z.object({ text: z.string(), label: z.union([z.literal(-1), z.literal(0), z.literal(1)]) });

const classes = { negative: -1, neutral: 0, positive: 1 } as const;

/** How texts sound, against their labels. */
export function evaluateSentiment(cases: string) {
  const answers = readRows(cases, rowSchema).map(({ row }) => {
    const { result, ms } = timed(() => classes[labelOf(scoreText(row.text))]);
    return { wanted: row.label, guess: result, ms };
  });
  return {
    n: answers.length,
    ...classification<-1 | 0 | 1>(answers),
    time: percentiles(
      answers.map(({ ms }) => ms),
      'us',
    ),
  };
}
