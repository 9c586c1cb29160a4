import type { Entry, EntryKey, Home } from '../../../../../functions/lib/cache/levels/entry.ts';

/** 2031-05-06T07:08:09Z in epoch ms. */
export const now = 1_935_817_689_000;
export const key: EntryKey = { domain: 'acme.com', name: 'ANSWER#0123' };

/** An entry as an execution would have written it at `now`. */
export function makeEntry(value: unknown, version = 1): Entry {
  const generatedAt = now / 1000;
  const lifetime = {
    generatedAt,
    refreshAfter: generatedAt + 64_800,
    expiresAt: generatedAt + 86_400,
    keptUntil: generatedAt + 259_200,
  };
  return { value, writer: 'execution-1', version, lifetime };
}

/** A home in memory that counts how often it is read. */
export function createHome(entries: Record<string, Entry> = {}) {
  let reads = 0;
  const home: Home = {
    read: async ({ domain, name }) => {
      reads += 1;
      return entries[`${domain} ${name}`] ?? null;
    },
  };
  return {
    home,
    reads: () => reads,
    put: ({ domain, name }: EntryKey, entry: Entry) => {
      entries[`${domain} ${name}`] = entry;
    },
    clear: () => {
      for (const name of Object.keys(entries)) delete entries[name];
    },
  };
}
