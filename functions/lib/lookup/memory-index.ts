import { parseDomain } from '../company/domain.ts';
import { aliasesOf, type NamedCompany } from './aliases.ts';
import { indexKeys } from './keys.ts';
import type { AliasFinder } from './resolve-name.ts';

/** As many aliases as one read of the table gives under one key. */
const mostOfKey = 100;
/** Hash and place share one double, whose integers are exact up to 2^53. */
const places = 2 ** 21;

/**
 * Makes an index in memory: keys are kept as hashes in one sorted array, about 8 bytes a key. A hash
 * met by two keys gives an alias too many, which ranking drops. Throws RangeError over 2,097,152 aliases.
 */
export function createMemoryIndex(companies: readonly NamedCompany[]): AliasFinder {
  const aliases = companies.flatMap(aliasesOf);
  if (aliases.length >= places) throw new RangeError(`An index in memory holds ${places} aliases at most.`);
  const rows = Float64Array.from(
    aliases.flatMap((alias, place) => indexKeys(alias).map((key) => hash(key) * places + place)),
  ).sort();
  const byDomain = Map.groupBy(companies, ({ domain }) => parseDomain(domain));
  return {
    findAliases: async (keys) => {
      const found = new Set<number>();
      for (const key of keys) for (const place of placesOf(rows, hash(key))) found.add(place);
      return [...found].flatMap((place) => aliases[place] ?? []);
    },
    findDomain: async (domain) =>
      (byDomain.get(domain) ?? []).map(({ domain: host, name }) => ({ domain: host, kind: 'name', text: name })),
  };
}

function placesOf(rows: Float64Array, wanted: number): readonly number[] {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle] ?? 0) < wanted * places) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < rows.length && end - low < mostOfKey && (rows[end] ?? 0) < (wanted + 1) * places) end += 1;
  return Array.from(rows.subarray(low, end), (row) => row - wanted * places);
}

/** FNV-1a, 32 bits (https://datatracker.ietf.org/doc/html/draft-eastlake-fnv). */
function hash(key: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) {
    value = Math.imul(value ^ key.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}
