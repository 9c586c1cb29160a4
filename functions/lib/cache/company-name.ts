/** Endings that say how a company is incorporated, not what it is called (https://www.gleif.org/en/about-lei/code-lists/iso-20275-entity-legal-forms-code-list). */
const legalForms = new Set(
  'ab ag as asa aps bv co company corp corporation gmbh group holding holdings inc incorporated kg kk limited llc llp ltd nv oy oyj plc pte pty sa sarl sas se spa srl ug'.split(
    ' ',
  ),
);

const longestName = 100;

/**
 * Gives a name as it is compared: without accents, case, punctuation and legal form, at most 100
 * characters. `''` for a name without letters and digits.
 */
export function normaliseCompanyName(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[.'’]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  while (words.length > 1 && legalForms.has(words.at(-1) ?? '')) words.pop();
  return words.join(' ').slice(0, longestName);
}
