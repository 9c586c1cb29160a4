import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the running stack has answered: recorded by the contract test, and held against it. */
export interface Examples {
  /** By operation and status. */
  readonly answers: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** By code; `internal` with its status behind a dot. */
  readonly problems: Readonly<Record<string, unknown>>;
}

const file = join(import.meta.dirname, 'examples.json');

/** Reads the recorded examples. */
export function readExamples(): Examples {
  return JSON.parse(readFileSync(file, 'utf8')) as Examples;
}

/** Adds what was seen to the recorded examples. */
export function recordExamples(seen: Examples): void {
  const { answers, problems } = readExamples();
  const merged = {
    answers: sortKeys({
      ...answers,
      ...Object.fromEntries(Object.entries(seen.answers).map(([id, each]) => [id, { ...answers[id], ...each }])),
    }),
    problems: sortKeys({ ...problems, ...seen.problems }),
  };
  writeFileSync(file, `${JSON.stringify(merged, null, 2)}\n`);
}

function sortKeys<Value>(record: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** Takes from long lists and maps all but the first two entries, so that an example can be read. */
export function shorten(value: unknown, depth = 0): unknown {
  if (Array.isArray(value)) return value.slice(0, 2).map((item) => shorten(item, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const isMap = entries.length > 2 && entries.every(([key]) => key.startsWith('/'));
  return Object.fromEntries(
    (isMap ? entries.slice(0, 2) : entries).map(([key, each]) => [key, shorten(each, depth + 1)]),
  );
}
