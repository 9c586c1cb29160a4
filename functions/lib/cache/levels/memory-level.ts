import type { EntryKey, HeldEntry, QuickLevel } from './entry.ts';

/** Nothing can be pushed to a warm function, so it believes itself no longer than this, in ms. */
export const longestInMemory = 5_000;
/** Characters of JSON; as objects they take a few times as many bytes. */
const mostCharacters = 8 * 1024 * 1024;

interface Place {
  readonly held: HeldEntry;
  readonly characters: number;
}

/**
 * Makes the level inside one function: the entries used last, for 5 s from when they were read at home. A
 * Map keeps the order in which they were used; the package lru-cache would add 18 KB to each API function.
 */
export function createMemoryLevel(limit = mostCharacters): QuickLevel {
  const places = new Map<string, Place>();
  let total = 0;
  const remove = (name: string) => {
    total -= places.get(name)?.characters ?? 0;
    places.delete(name);
  };
  const set = (name: string, place: Place) => {
    remove(name);
    if (place.characters > limit) return;
    places.set(name, place);
    total += place.characters;
    for (const oldest of places.keys()) {
      if (total <= limit) break;
      remove(oldest);
    }
  };
  const put = (key: EntryKey, held: HeldEntry) =>
    set(nameOf(key), { held, characters: JSON.stringify(held.entry.value)?.length ?? 0 });
  return {
    name: 'memory',
    read: async (key, now) => {
      const place = places.get(nameOf(key));
      if (place === undefined) return null;
      if (!isRecent(place.held, now)) {
        remove(nameOf(key));
        return null;
      }
      set(nameOf(key), place);
      return place.held;
    },
    fill: async (key, held, now) => {
      const standing = places.get(nameOf(key))?.held;
      if (isRecent(held, now) && (standing === undefined || standing.seenAt <= held.seenAt)) put(key, held);
    },
    replace: async (key, held) => put(key, held),
    drop: async (domain) => {
      for (const name of places.keys()) if (name.startsWith(`${domain}\n`)) remove(name);
    },
  };
}

/** A clock that went back makes nothing younger. */
function isRecent({ seenAt }: HeldEntry, now: number): boolean {
  return Math.abs(now - seenAt) <= longestInMemory;
}

function nameOf({ domain, name }: EntryKey): string {
  return `${domain}\n${name}`;
}
