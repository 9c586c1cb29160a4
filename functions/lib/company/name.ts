/** Legal forms that tell nothing about which company is meant, as they end a name. */
const legalForms = new Set(
  (
    'inc incorporated corp corporation co company llc lp llp ltd limited plc pbc gmbh mbh ag kg kgaa ug se sa sas sarl srl spa bv nv ' +
    'ab as asa oy oyj aps pty kk holding holdings group'
  ).split(' '),
);

/**
 * Gives a company name as it is compared: folded to ASCII letters where Unicode decomposes, lower
 * case, words only, without legal forms at the end. `The Café Group, Inc.` becomes `cafe`.
 */
export function foldCompanyName(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\b(?:[a-z]\.){2,}/g, (dotted) => dotted.replaceAll('.', ''))
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const start = words[0] === 'the' && words.length > 1 ? 1 : 0;
  let end = words.length;
  while (end > start + 1 && legalForms.has(words[end - 1] ?? '')) end -= 1;
  return words.slice(start, end).join(' ');
}

/** Words that many companies bear beside what tells them apart. */
const commonWords = new Set(
  (
    'and of for digital global international national first united general group labs lab systems system software solutions ' +
    'technology technologies tech services service partners capital media data cloud health energy bank'
  ).split(' '),
);

/**
 * Whether two names may mean one company: the same, one word in common that tells companies apart, or
 * one the initials of the other. `Fennmoor Water` may be `Fennmoor`; `Fennmoor` is not `Brindlemark`.
 */
export function mayBeSameName(left: string, right: string): boolean {
  if (isSameName(left, right)) return true;
  const [words, others] = [left, right].map((name) => foldCompanyName(name).split(' ')) as [string[], string[]];
  if (words.some((word) => !commonWords.has(word) && others.includes(word))) return true;
  if (words.join('') === others.join('')) return true;
  return isInitials(words, others) || isInitials(others, words);
}

/** Whether a company may be meant by a name: by its own, or one that it bore or that others give it. */
export function mayBeNameOf(
  company: { readonly name: string; readonly otherNames?: readonly string[] | undefined },
  name: string,
): boolean {
  return [company.name, ...(company.otherNames ?? [])].some((known) => mayBeSameName(known, name));
}

function isInitials(short: readonly string[], long: readonly string[]): boolean {
  return short.length === 1 && long.length > 1 && short[0] === long.map((word) => word.charAt(0)).join('');
}

/** Whether two names are the same but for case, accents, punctuation and legal form. */
export function isSameName(left: string, right: string): boolean {
  const folded = foldCompanyName(left);
  return folded !== '' && folded === foldCompanyName(right);
}
