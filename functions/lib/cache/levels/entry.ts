import type { Lifetime } from '../freshness.ts';

/**
 * What names a cached value: the registrable domain it is about and, within that, what it is (`ANSWER#<hash>`,
 * `SOURCE#<id>`). Never the name of a company or a person.
 */
export interface EntryKey {
  readonly domain: string;
  readonly name: string;
}

/** A cached value with what is known of it. */
export interface Entry {
  readonly value: unknown;
  /** Who made it, such as an execution. */
  readonly writer: string;
  /** Counts the writes under its key. */
  readonly version: number;
  readonly lifetime: Lifetime;
}

/** An entry as a level above its home holds it. */
export interface HeldEntry {
  readonly entry: Entry;
  /** Epoch ms at which it was read from its home or written there: before that nobody vouches for it. */
  readonly seenAt: number;
}

/**
 * A place in front of an entry's home that may lose everything at any time. What it throws counts as a
 * miss; `now` in epoch ms.
 */
export interface QuickLevel {
  readonly name: string;
  read(key: EntryKey, now: number): Promise<HeldEntry | null>;
  /** Takes over what was read elsewhere, unless it has something newer. */
  fill(key: EntryKey, held: HeldEntry, now: number): Promise<void>;
  /** Puts what was just written at home in place of what is there. */
  replace(key: EntryKey, held: HeldEntry, now: number): Promise<void>;
  /** Forgets everything about a domain, also what a slow reader would still bring. */
  drop(domain: string, now: number): Promise<void>;
}

/** Where an entry lives: what stands here counts. Throws TransientError `storage.unavailable`. */
export interface Home {
  read(key: EntryKey, now: number): Promise<Entry | null>;
}
