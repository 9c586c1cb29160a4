import { findingAt, type PersonalData } from '../finding.ts';

/** What stands for `@` in addresses that are kept from harvesters, in the languages where that is usual. */
const at =
  /[@＠]|&#0?64;|&#x40;|%40|\s?[[({<_]\s?(?:at|ät|arroba|arobase|chiocciola|bei|@)\s?[\])}>_]\s?|\s(?:at|AT|\[at|arroba|arobase|chiocciola)\s/giu;
const dot = String.raw`(?:\.|\s?[\[({<_]\s?(?:dot|punkt|punto|point|ponto|\.)\s?[\])}>_]\s?|\s(?:dot|DOT|punkt|punto|point|ponto)\s)`;
const local = new RegExp(String.raw`[\p{L}\p{N}._%+'-]{1,64}(?:${dot}[\p{L}\p{N}_%+-]{1,32}){0,3}$`, 'iu');
const spelledLocal = /[\p{L}\p{N}._%+'-]{1,64}$/u;
const host = new RegExp(
  String.raw`(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?${dot}){1,5}\p{L}{2,24}(?![\p{L}\p{N}@])`,
  'iuy',
);
const spelledDot = /[[({<_\s](?:dot|punkt|punto|point|ponto)[\])}>_\s]/i;
/** `logo@2x.png`, `pkg@next.js`: file names, not top-level domains. */
const fileEnding = /\.(?:png|jpe?g|gif|svg|webp|avif|css|js|mjs|cjs|ts|tsx|jsx|json|html?|php|md|tgz|zip|gz)$/i;
/** No address is longer (RFC 5321, section 4.5.3.1). */
const longestLocal = 64;
const longestHost = 320;

/** Finds e-mail addresses (RFC 5321) in running text, `name (at) host dot tld` and its like included. */
export function findEmails(text: string): PersonalData[] {
  return [...text.matchAll(at)].flatMap((match) => {
    const isBare = /^\s(?:at|arroba|arobase|chiocciola)\s$/i.test(match[0]);
    const left = text.slice(Math.max(0, match.index - longestLocal - 8), match.index);
    const name = (isBare ? spelledLocal : local).exec(left)?.[0].replace(/^[.'%-]+/, '') ?? '';
    const right = readHost(text, match.index + match[0].length);
    if (name === '' || right === '' || (isBare && !spelledDot.test(right))) return [];
    const start = match.index - name.length;
    const isCut = /[\p{L}\p{N}@/]/u.test(text[start - 1] ?? '') || name.endsWith('.');
    const isRepository = /^(?:git|hg|svn)$/i.test(name) && text[match.index + match[0].length + right.length] === ':';
    if (isCut || isRepository || fileEnding.test(right)) return [];
    return [findingAt('email', text, start, match.index + match[0].length + right.length)];
  });
}

function readHost(text: string, start: number): string {
  const rest = text.slice(start, start + longestHost);
  host.lastIndex = 0;
  return host.exec(rest)?.[0] ?? '';
}
