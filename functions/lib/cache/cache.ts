import { type Circuit, createCircuit } from './levels/circuit.ts';
import type { Entry, EntryKey, HeldEntry, Home, QuickLevel } from './levels/entry.ts';

/** How long one call to a level in front may take, in ms; then the next one is asked. */
const quickLimitMs = 60;

/** One cache of several levels; who uses it does not see them. `now` in epoch ms. */
export interface Cache {
  /**
   * Gives what is kept under a key, null where there is nothing. Who must not get what was read up to 5 s ago
   * inside a function, or minutes ago elsewhere, asks `atHome`. Throws TransientError `storage.unavailable`.
   */
  read(key: EntryKey, now: number, options?: { readonly atHome?: boolean }): Promise<Entry | null>;
  /** Takes note of what was just written at home. Never throws. */
  note(key: EntryKey, entry: Entry, now: number): Promise<void>;
  /** Forgets what the levels in front of home have of a domain; false where one of them could not be reached. */
  drop(domain: string, now: number): Promise<boolean>;
}

interface GuardedLevel {
  readonly level: QuickLevel;
  readonly circuit: Circuit;
}

/**
 * Makes a cache of levels, quickest first, before the home of its entries. However a level in front fails, it
 * is passed over. Readers of one key at a time share one reading.
 */
export function createCache(quick: readonly QuickLevel[], home: Home): Cache {
  const levels = quick.map((level) => ({
    level,
    circuit: createCircuit(quickLimitMs, (error) => report(level, error)),
  }));
  const underWay = new Map<string, Promise<Entry | null>>();

  async function lookUp(key: EntryKey, now: number, atHome: boolean): Promise<Entry | null> {
    const found = atHome ? null : await findQuickly(levels, key, now);
    if (found !== null) return found;
    const entry = await home.read(key, now);
    if (entry === null) return null;
    await pass(levels, key, { entry, seenAt: now }, now, 'fill');
    return entry;
  }

  return {
    read: (key, now, { atHome = false } = {}) => {
      const name = `${atHome}\n${key.domain}\n${key.name}`;
      const standing = underWay.get(name);
      if (standing !== undefined) return standing;
      const reading = lookUp(key, now, atHome).finally(() => underWay.delete(name));
      underWay.set(name, reading);
      return reading;
    },
    note: (key, entry, now) => pass(levels, key, { entry, seenAt: now }, now, 'replace'),
    drop: async (domain, now) => {
      const dropped = await Promise.all(
        levels.map(({ level, circuit }) => circuit.run(() => level.drop(domain, now), now)),
      );
      return dropped.every((outcome) => outcome !== null);
    },
  };
}

/** Asks one level after the other; what one has, those before it get. */
async function findQuickly(levels: readonly GuardedLevel[], key: EntryKey, now: number): Promise<Entry | null> {
  for (const [index, { level, circuit }] of levels.entries()) {
    const held = (await circuit.run(() => level.read(key, now), now))?.answer ?? null;
    if (held === null || now >= held.entry.lifetime.keptUntil * 1000) continue;
    await pass(levels.slice(0, index), key, held, now, 'fill');
    return held.entry;
  }
  return null;
}

async function pass(
  levels: readonly GuardedLevel[],
  key: EntryKey,
  held: HeldEntry,
  now: number,
  how: 'fill' | 'replace',
): Promise<void> {
  await Promise.all(levels.map(({ level, circuit }) => circuit.run(() => level[how](key, held, now), now)));
}

function report({ name }: QuickLevel, error: unknown): void {
  const reason = error instanceof Error ? error.name : 'unknown';
  console.warn({ message: 'cache level passed over', level: name, error: reason });
}
