import { createHash } from 'node:crypto';
import { IntelligenceError } from '../errors.ts';

const hour = 3600;
const day = 24 * hour;

/**
 * For how long each kind of data may be used again, in seconds; null for CACHE_TTL_HOURS. What changes by the
 * hour is asked often, what a register holds once a month; what went wrong or was not found may be mended soon.
 */
const usualSeconds = {
  answer: null,
  'partial-answer': hour,
  resolution: 300,
  page: day,
  'site-look': day,
  news: 6 * hour,
  'paid-news': 12 * hour,
  jobs: day,
  'paid-jobs': 3 * day,
  filings: day,
  code: day,
  search: 7 * day,
  encyclopedia: 7 * day,
  profiles: 7 * day,
  people: 14 * day,
  firmographics: 14 * day,
  network: 7 * day,
  registry: 30 * day,
  discovery: hour,
  'no-discovery': 300,
  'no-match': hour,
} as const satisfies Record<string, number | null>;

/** A kind of data that is cached. */
export type DataType = keyof typeof usualSeconds;

const defaultHours = 24;
/** Entries that were written together must not all fall due together; the share by which a life is longer or shorter at most. */
const jitterShare = 0.1;

/**
 * Gives for how long a kind of data may be used again, in seconds: CACHE_TTL_OVERRIDES (`news=2,jobs=12`, in
 * hours) first, then the table, then CACHE_TTL_HOURS. What is only partly known, or not, never outlives
 * what is. Throws IntelligenceError `internal` for a setting that is none.
 */
export function secondsOf(type: DataType): number {
  const overrides = readOverrides(process.env.CACHE_TTL_OVERRIDES ?? '');
  const own = overrides.get(type) ?? usualSeconds[type];
  const whole = overrides.get('answer') ?? parseHours(process.env.CACHE_TTL_HOURS ?? String(defaultHours));
  if (own === null) return whole;
  return type === 'partial-answer' || type === 'resolution' ? Math.min(own, whole) : own;
}

/** Gives a life up to 10 % longer or shorter, always the same for the same seed; whole seconds, one at least. */
export function jitter(seconds: number, seed: string): number {
  const share = createHash('sha256').update(seed).digest().readUInt32BE(0) / 0xffff_ffff;
  return Math.max(1, Math.round(seconds * (1 + jitterShare * (2 * share - 1))));
}

function readOverrides(text: string): ReadonlyMap<string, number> {
  const pairs = text.split(',').filter((pair) => pair.trim() !== '');
  return new Map(
    pairs.map((pair) => {
      const [type = '', hours = ''] = pair.split('=').map((part) => part.trim());
      if (!(type in usualSeconds)) {
        throw new IntelligenceError('internal', `CACHE_TTL_OVERRIDES names no kind of data with ${type}.`);
      }
      return [type, parseHours(hours)];
    }),
  );
}

function parseHours(text: string): number {
  const hours = Number(text);
  if (hours > 0 && Number.isFinite(hours)) return Math.round(hours * hour);
  throw new IntelligenceError('internal', 'CACHE_TTL_HOURS is not a positive number.');
}
