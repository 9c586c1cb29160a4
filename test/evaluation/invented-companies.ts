import type { NamedCompany } from '../../functions/lib/lookup/aliases.ts';

const beginnings = 'bel cor dra fen gal hal jor kel lum mar nor oxa pel qui ros sil tam ulv ver wex yar zan'.split(' ');
const middles = 'a e i o u an en in or ur al el is ot um'.split(' ');
const endings = 'dex ford gate holm ia ix lane mere nix ora point ridge stead tion vale wick yard zen'.split(' ');
const additions = ['', '', '', ' Labs', ' Health', ' Robotics', ' Analytics', ' Systems', ' Inc.', ' GmbH'];

/** Gives numbers below `limit` that are the same for the same seed (a linear congruential generator). */
export function createRandom(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** Invents companies with names of usual length, each on a domain of its own, a third with a former name. */
export function inventCompanies(count: number, seed = 1): NamedCompany[] {
  const random = createRandom(seed);
  const pick = (from: readonly string[]) => from[random(from.length)] ?? '';
  const word = () => {
    const text = pick(beginnings) + pick(middles) + pick(random(2) === 0 ? beginnings : endings) + pick(endings);
    return text[0]?.toUpperCase() + text.slice(1);
  };
  return Array.from({ length: count }, (_, index) => {
    const name = word() + (random(3) === 0 ? ` ${word()}` : '') + pick(additions);
    const formerNames = random(3) === 0 ? [word()] : [];
    return { domain: `${name.toLowerCase().replace(/[^a-z]/g, '')}${index}.example`, name, formerNames };
  });
}

/** Makes one slip in a name: a letter dropped, added, changed, or swapped with the next. */
export function mistype(name: string, random: (limit: number) => number): string {
  const at = 1 + random(Math.max(1, name.length - 2));
  const letter = String.fromCharCode(97 + random(26));
  const [before, rest] = [name.slice(0, at), name.slice(at)];
  switch (random(4)) {
    case 0:
      return before + rest.slice(1);
    case 1:
      return before + letter + rest;
    case 2:
      return before + letter + rest.slice(1);
    default:
      return before + (rest[1] ?? '') + (rest[0] ?? '') + rest.slice(2);
  }
}
