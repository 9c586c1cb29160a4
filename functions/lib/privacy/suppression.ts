import type { FieldFact } from '../company/profile.ts';
import type { Document } from '../content/document.ts';
import { type RowKey, readRow, updateRow } from '../enrichment/table.ts';
import { createMatcher, foldEmail, nameWords, type Person, type PersonMatcher } from './person-matcher.ts';
import { hashPersonalWith, personalKey } from './personal-key.ts';
import { redactValue } from './redact-document.ts';

/**
 * Who asked to be erased, as keyed hashes: nothing on the list says who that is, and yet each name and
 * address that is to be stored can be held against it. The list of a company is one row, and one more is
 * for addresses wherever they turn up.
 */
const purposes = { email: 'suppressed-email', name: 'suppressed-name' } as const;

/** Puts a person on the list, of one company or (null) of all. `now` in epoch ms. */
export async function suppressPerson(domain: string | null, person: Person, now: number): Promise<void> {
  const key = await personalKey(now);
  const entries = entriesOf(person, key);
  if (entries.length === 0) return;
  const row = listKey(domain);
  const standing = (await readRow(row, now))?.persons?.SS ?? [];
  await updateRow(row, { set: { persons: { SS: [...new Set([...standing, ...entries])] } } });
}

/** Gives the matcher of everyone who must not be stored for a company, null where that is nobody. `now` in epoch ms. */
export async function suppressedFor(domain: string, now: number): Promise<PersonMatcher | null> {
  const rows = await Promise.all([domain, null].map((each) => readRow(listKey(each), now)));
  const entries = new Set(rows.flatMap((row) => row?.persons?.SS ?? []));
  if (entries.size === 0) return null;
  const key = await personalKey(now);
  const counts = new Set([...entries].flatMap((entry) => /^name:(\d+):/.exec(entry)?.[1] ?? []).map(Number));
  return createMatcher({
    isEmail: (email) => entries.has(emailEntry(email, key)),
    names: new Map([...counts].map((count) => [count, (words) => entries.has(nameEntry(words, count, key))])),
  });
}

/** Gives a document without the people who must not be stored; one whose address names them loses its path. */
export function eraseFromDocument(document: Document, matcher: PersonMatcher): Document {
  const { id, sourceId, url, ...texts } = document;
  const clean = redactValue(texts, (text) => matcher.erase(text)) as typeof texts;
  const address = matcher.contains(decode(url)) ? `${URL.parse(url)?.origin ?? 'about:blank'}/` : url;
  return { id, sourceId, url: address, ...clean };
}

/** Gives the facts that say nothing of people who must not be stored. */
export function factsWithout(facts: readonly FieldFact[], matcher: PersonMatcher): readonly FieldFact[] {
  return facts.filter((fact) => !matcher.contains(decode(JSON.stringify(fact))));
}

function entriesOf({ email, name }: Person, key: Buffer): string[] {
  const words = name === null ? [] : nameWords(name);
  return [
    ...(email === null ? [] : [emailEntry(foldEmail(email), key)]),
    ...(words.length < 2 ? [] : [nameEntry(words.join(' '), words.length, key)]),
  ];
}

function emailEntry(email: string, key: Buffer): string {
  return `email:${hashPersonalWith(key, purposes.email, email)}`;
}

function nameEntry(words: string, count: number, key: Buffer): string {
  return `name:${count}:${hashPersonalWith(key, purposes.name, words)}`;
}

function listKey(domain: string | null): RowKey {
  return domain === null ? { pk: 'PRIVACY', sk: 'SUPPRESSED' } : { pk: `COMPANY#${domain}`, sk: 'SUPPRESSED' };
}

function decode(text: string): string {
  return text.replace(/%20|\+/g, ' ').replace(/%40/g, '@');
}
