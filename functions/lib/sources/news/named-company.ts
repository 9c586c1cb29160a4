import { foldCompanyName } from '../../company/name.ts';

/**
 * Whether a title names a company: the words of its name, less the legal form, one after the other
 * and with a capital where the name has one, so that `the notion of time` does not name Notion.
 */
export function namesCompany(title: string, name: string): boolean {
  const wanted = foldCompanyName(name).split(' ');
  const words = wordsOf(title);
  const folded = words.map((word) => foldCompanyName(word));
  const isProper = /^\P{Ll}/u.test(name);
  return words.some(
    (word, start) =>
      (!isProper || /^\P{Ll}/u.test(word)) &&
      wanted.every((part, index) => part !== '' && folded[start + index] === part),
  );
}

/** Words as `foldCompanyName` parts them, a possessive `'s` taken off. */
function wordsOf(text: string): string[] {
  return text
    .replace(/(?<=[\p{L}\p{N}])\s?['’]s\b/gu, '')
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== '');
}
