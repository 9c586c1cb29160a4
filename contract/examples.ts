import { readFileSync } from 'node:fs';
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
