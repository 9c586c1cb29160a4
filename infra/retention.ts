import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Reads `retention.json` of a build: days by prefix of the bucket. Throws Error when it does not hold them. */
export function readRetention(dist: string): Readonly<Record<string, number>> {
  const days: unknown = JSON.parse(readFileSync(join(dist, 'retention.json'), 'utf8'));
  if (isTable(days)) return days;
  throw new Error('dist/retention.json holds no days. Run "npm run build".');
}

function isTable(value: unknown): value is Readonly<Record<string, number>> {
  if (typeof value !== 'object' || value === null) return false;
  const days = Object.values(value);
  return days.length > 0 && days.every((each) => Number.isInteger(each) && each > 0);
}
