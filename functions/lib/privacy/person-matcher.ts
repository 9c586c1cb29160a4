import { findEmails } from './detectors/email.ts';

/** A person as who asks names them, always within a company for a name; `domain` null: wherever it is. */
export interface Person {
  readonly email: string | null;
  readonly name: string | null;
}

/** Stretches of a text that name a person; `end` is exclusive. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** Finds a person in texts, and takes them out. */
export interface PersonMatcher {
  contains(text: string): boolean;
  /** The text with `[erased]` where the person stood. */
  erase(text: string): string;
}

/** What a matcher asks of each address, and of each row of so many neighbouring words, sorted. */
export interface PersonTests {
  readonly isEmail: (email: string) => boolean;
  /** By the number of words of a name. */
  readonly names: ReadonlyMap<number, (words: string) => boolean>;
}

/** What stands in place of an erased person; the square brackets keep it from looking like a quote. */
const erased = '[erased]';
/** Between the words of one name: a space, a comma, a middle initial. */
const widestGap = 6;

/** The words of a name in the one order and spelling in which names are compared; one-letter words are initials. */
export function nameWords(name: string): readonly string[] {
  return wordsOf(name)
    .map(({ word }) => word)
    .sort();
}

/** The one spelling in which addresses are compared. */
export function foldEmail(email: string): string {
  return email.normalize('NFKC').trim().toLowerCase();
}

/** Makes the matcher of a person who is known in clear. */
export function matchPerson({ email, name }: Person): PersonMatcher {
  const words = name === null ? [] : nameWords(name);
  const wanted = words.join(' ');
  const names = new Map(words.length < 2 ? [] : [[words.length, (found: string) => found === wanted]]);
  return createMatcher({ isEmail: (found) => email !== null && found === foldEmail(email), names });
}

/** Makes a matcher from tests, which may only know hashes. */
export function createMatcher(tests: PersonTests): PersonMatcher {
  return {
    contains: (text) => findSpans(text, tests).length > 0,
    erase: (text) =>
      findSpans(text, tests)
        .toSorted((left, right) => right.start - left.start)
        .reduce((rest, { start, end }) => `${rest.slice(0, start)}${erased}${rest.slice(end)}`, text),
  };
}

function findSpans(text: string, { isEmail, names }: PersonTests): Span[] {
  const emails = text.includes('@') || /\bat\b/i.test(text) ? findEmails(text) : [];
  const found: Span[] = emails.filter((email) => isEmail(foldEmail(email.text)));
  if (names.size === 0) return withoutOverlaps(found);
  const words = wordsOf(text);
  for (const [count, isName] of names) {
    for (let first = 0; first + count <= words.length; first += 1) {
      const span = words.slice(first, first + count);
      if (
        areNeighbours(span) &&
        isName(
          span
            .map(({ word }) => word)
            .sort()
            .join(' '),
        )
      ) {
        found.push({ start: span[0]?.start ?? 0, end: span.at(-1)?.end ?? 0 });
      }
    }
  }
  return withoutOverlaps(found);
}

function withoutOverlaps(spans: readonly Span[]): Span[] {
  const sorted = spans.toSorted((left, right) => left.start - right.start);
  return sorted.filter((span, index) => sorted.slice(0, index).every((before) => before.end <= span.start));
}

interface Word extends Span {
  readonly word: string;
}

function wordsOf(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{M}]{2,}/gu)].map(({ 0: written, index }) => ({
    word: written.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase(),
    start: index,
    end: index + written.length,
  }));
}

function areNeighbours(span: readonly Word[]): boolean {
  return span.every((word, index) => index === 0 || word.start - (span[index - 1]?.end ?? 0) <= widestGap);
}
