import { createHmac } from 'node:crypto';
import type { PersonalData } from './finding.ts';

/** Gives the placeholder of a finding; the same value has the same one wherever it stands. */
export type Placeholders = (finding: Pick<PersonalData, 'type' | 'text'>) => string;

/** Letters only: a digit in a placeholder could back the number of a claim, a vowel could spell a word. */
const letters = 'bcdfghjklmnpqrstvwxz';
const tagLength = 6;

/**
 * Makes placeholders such as `[email-kqzvbd]` from a keyed hash (HMAC-SHA-256) of each value, cut to 26
 * bits: without the key nothing about the value can be tried out, and with it many values share a tag.
 */
export function createPlaceholders(key: Buffer): Placeholders {
  return ({ type, text }) => {
    const digest = createHmac('sha256', key)
      .update(`${type} ${canonical(type, text)}`)
      .digest();
    const tag = [...digest.subarray(0, tagLength)].map((byte) => letters[byte % letters.length]).join('');
    return `[${type}-${tag}]`;
  };
}

/** What a placeholder looks like in a text, with its type as the first group. */
export const placeholderPattern = /\[(email|phone|card|iban|ssn|ip|address|person)-[b-df-hj-np-tv-xz]{6}\]/g;

/** The same value in another spelling is the same value: `jane (at) acme dot example`, `+49 30 90`, `+493090`. */
function canonical(type: PersonalData['type'], text: string): string {
  const folded = text.normalize('NFKC').toLowerCase();
  if (type === 'email') return canonicalEmail(folded);
  if (type === 'phone') return folded.replace(/\D/g, '').replace(/^00/, '');
  if (type === 'person' || type === 'address') return folded.replace(/\s+/g, ' ').trim();
  return folded.replace(/[\s-]/g, '');
}

function canonicalEmail(folded: string): string {
  return folded
    .replace(
      /&#0?64;|&#x40;|%40|\s?[[({<_]\s?(?:at|ät|arroba|arobase|chiocciola|bei|@)\s?[\])}>_]\s?|\s(?:at|arroba|arobase|chiocciola)\s/g,
      '@',
    )
    .replace(/\s?[[({<_]\s?(?:dot|punkt|punto|point|ponto|\.)\s?[\])}>_]\s?|\s(?:dot|punkt|punto|point|ponto)\s/g, '.')
    .replace(/\s/g, '');
}
