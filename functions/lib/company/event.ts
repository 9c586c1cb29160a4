import { numbersIn } from '../analysis/claims/numbers.ts';
import { foldWords } from './fact-value.ts';
import { newsItemSchema, type ProfileField } from './profile.ts';

/** What a headline tells of, by the words for it. */
const kinds: readonly (readonly [string, RegExp])[] = [
  ['funding', /\b(?:raises?|raised|funding|series [a-h]|seed|secures?|financing|investment round)\b/i],
  ['acquisition', /\b(?:acquires?|acquired|acquisition|buys|bought|takes over|goes to|merges?|merger)\b/i],
];
/** Papers take up an event within so many days. */
const longestEcho = 10;
const dayMs = 24 * 60 * 60_000;
/** A number below this is a count of something small, and shared by chance. */
const smallestAmount = 10_000;
/** Headlines of one event share this part of the shorter one's words. */
const sharedWords = 0.75;

/**
 * Whether two news items tell of one event: within days of each other, and either the same deal (its
 * kind and its amount) or nearly the same words.
 */
export function isSameEvent(field: ProfileField, left: unknown, right: unknown): boolean {
  if (field !== 'recentNews') return false;
  const [one, other] = [newsItemSchema.parse(left), newsItemSchema.parse(right)];
  if (!isNear(one.publishedAt, other.publishedAt)) return false;
  if (foldWords(one.title) === foldWords(other.title)) return true;
  const isSameDeal = kinds.some(([, words]) => words.test(one.title) && words.test(other.title));
  if (isSameDeal && sharesAmount(one.title, other.title)) return true;
  return sharesWords(one.title, other.title);
}

function isNear(left: string | null, right: string | null): boolean {
  if (left === null || right === null || left.length < 10 || right.length < 10) return false;
  return Math.abs(Date.parse(left) - Date.parse(right)) <= longestEcho * dayMs;
}

function sharesAmount(left: string, right: string): boolean {
  const amounts = new Set(numbersIn(left).filter((amount) => amount >= smallestAmount));
  return numbersIn(right).some((amount) => amounts.has(amount));
}

function sharesWords(left: string, right: string): boolean {
  const [words, others] = [left, right].map((title) => new Set(foldWords(title).split(' '))) as [
    Set<string>,
    Set<string>,
  ];
  const least = Math.min(words.size, others.size);
  return least >= 5 && words.intersection(others).size / least >= sharedWords;
}
