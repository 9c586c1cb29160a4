import type { Alias } from './aliases.ts';
import { tellingWords } from './keys.ts';
import { spellOut } from './latin.ts';
import { type NameForms, readName } from './name-forms.ts';
import { typingCost } from './typing.ts';

/** How a query and an alias agree, the closest first. */
export type Agreement = 'exact' | 'legal_form' | 'spacing' | 'ending' | 'typo' | 'words';

/** A company that a name may mean. */
export interface NameMatch {
  readonly domain: string;
  /** What it is called where it matched. */
  readonly alias: Alias;
  readonly agreement: Agreement;
  /** 0–1 */
  readonly score: number;
}

/** A name that was asked for, in the spellings in which it is compared. */
export type AskedName = readonly (NameForms & { readonly text: string })[];

/** What each agreement is worth before the kind of alias is counted; typo and words lose more by distance. */
const worth = { exact: 1, legal_form: 0.98, spacing: 0.96, ending: 0.88, typo: 0.86, words: 0.6 } as const;
/** A company may have left a former name to another, and the label of a domain is often an abbreviation. */
const doubt = { name: 0, other: 0.004, former: 0.03, domain: 0.05 } as const;
/** Among names that are the same but for case and punctuation, the one written like the query comes first. */
const rewritten = 0.002;
/** Among names equally near, the one that is so with its article and legal form too. */
const farWhole = 0.02;
const typoSlope = 0.5;
/** One slip costs at most 1.6 (the first letter changed); long names may have two. */
const mostCost = { short: 1.6, long: 2.3 } as const;
const longName = 9;

/** Reads a query: as it stands, and with its umlauts spelled out. */
export function readQuery(text: string): AskedName {
  const spelled = spellOut(text);
  const spellings = spelled === null ? [text] : [text, spelled];
  return spellings.map((each) => ({ text: each.trim(), ...readName(each) }));
}

/** Ranks the companies behind these aliases for a query, best first, each with its best alias. */
export function rankAliases(asked: AskedName, aliases: readonly Alias[]): readonly NameMatch[] {
  const best = new Map<string, NameMatch>();
  for (const alias of aliases) {
    const forms = readName(alias.text);
    for (const each of asked) {
      const match = compare(each, alias, forms);
      if (match !== null && match.score > (best.get(alias.domain)?.score ?? 0)) best.set(alias.domain, match);
    }
  }
  return [...best.values()].sort((left, right) => right.score - left.score || (left.domain < right.domain ? -1 : 1));
}

function compare(asked: AskedName[number], alias: Alias, forms: NameForms): NameMatch | null {
  const exact = agreeExactly(asked, forms);
  if (exact !== null) return match(alias, exact, worth[exact] - (asked.text === alias.text ? 0 : rewritten));
  const size = Math.max(asked.bare.length, forms.bare.length);
  const cost = typingCost(asked.bare, forms.bare, size < longName ? mostCost.short : mostCost.long);
  if (Number.isFinite(cost)) {
    const whole = typingCost(asked.words.join(''), forms.words.join(''), cost);
    return match(alias, 'typo', worth.typo - (typoSlope * cost) / size - (Number.isFinite(whole) ? 0 : farWhole));
  }
  const shared = shareWords(asked, forms);
  return shared === 0 ? null : match(alias, 'words', worth.words * shared);
}

function agreeExactly(asked: NameForms, forms: NameForms): Agreement | null {
  const [left, right] = [asked.words.join(' '), forms.words.join(' ')];
  if (left === right) return 'exact';
  if (left.replaceAll(' ', '') === right.replaceAll(' ', '')) return 'spacing';
  if (asked.bare !== forms.bare) return asked.core === forms.core ? 'ending' : null;
  return left.startsWith(right) || right.startsWith(left) ? 'legal_form' : 'spacing';
}

/**
 * How much of both names their common telling words are, 0–1: all of the shorter one counts most, and
 * how many words both begin with.
 */
function shareWords(asked: NameForms, forms: NameForms): number {
  const [left, right] = [tellingWords(asked), tellingWords(forms)];
  const shared = left.filter((word) => right.includes(word)).length;
  if (shared === 0) return 0;
  const ofShorter = shared / Math.min(left.length, right.length);
  const ofBoth = (2 * shared) / (left.length + right.length);
  const head = asked.words.findIndex((word, index) => word !== forms.words[index]);
  const words = head < 0 ? asked.words.length : head;
  return 0.4 * (words / (words + 0.5)) + 0.3 * ofShorter + 0.3 * ofBoth;
}

function match(alias: Alias, agreement: Agreement, score: number): NameMatch {
  return { domain: alias.domain, alias, agreement, score: Math.max(0, score - doubt[alias.kind]) };
}
