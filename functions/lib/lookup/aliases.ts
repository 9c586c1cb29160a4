import { spellOut } from './latin.ts';

/**
 * What a company is called in one place: `name` as it writes it, `other` the same without brackets or
 * with umlauts spelled out, or its legal name, `former`, and `domain` for the label of its domain, as in `getacme.com`.
 */
export type AliasKind = 'name' | 'other' | 'former' | 'domain';

/** One thing a company is called. */
export interface Alias {
  readonly domain: string;
  readonly kind: AliasKind;
  readonly text: string;
}

/** What the index has to know of a company. */
export interface NamedCompany {
  readonly domain: string;
  readonly name: string;
  /** What else it is called today, such as its legal name. */
  readonly otherNames?: readonly string[];
  readonly formerNames: readonly string[];
}

/** Keys of the table hold an alias whole; a name this long is a sentence, characters. */
const longestAlias = 100;
const mostNames = 20;

/** `Acme (formerly Bolt)`: what stands in brackets is another name, and the name goes without them. */
const bracketed = /\(([^()]*)\)/g;
const formerly = /^(?:formerly(?: known as)?|f\.?\s?k\.?\s?a\.?|was|prev\.?(?:iously)?|ex)[\s:-]+/i;
const alsoKnown = /^(?:aka|a\.k\.a\.|dba|d\.b\.a\.|now|by)[\s:-]+/i;

/** Gives everything a company is called, each once: its name, its former names, and the label of its domain. */
export function aliasesOf(company: NamedCompany): readonly Alias[] {
  const { domain } = company;
  const found = [
    { domain, kind: 'name' as const, text: company.name },
    ...[...readShort(company.name), ...(company.otherNames ?? []).slice(0, mostNames)].map((text) => ({
      domain,
      kind: 'other' as const,
      text,
    })),
    ...company.formerNames
      .slice(0, mostNames)
      .flatMap((name) => [name, ...readShort(name)])
      .map((text) => ({ domain, kind: 'former' as const, text })),
    ...readFormerly(company.name).map((text) => ({ domain, kind: 'former' as const, text })),
    { domain, kind: 'domain' as const, text: labelOf(domain) },
  ];
  const known = new Set<string>();
  return found.flatMap((alias) => {
    const text = cut(alias.text);
    const folded = text.toLowerCase();
    if (text === '' || known.has(folded)) return [];
    known.add(folded);
    return [{ ...alias, text }];
  });
}

/** A name without brackets, and with its umlauts spelled out. */
function readShort(name: string): readonly string[] {
  const short = name.replace(bracketed, ' ');
  return [short, ...[name, short].flatMap((text) => spellOut(text) ?? [])];
}

function readFormerly(name: string): readonly string[] {
  return [...name.matchAll(bracketed)].flatMap(([, inner = '']) => {
    const text = inner.trim();
    if (formerly.test(text)) return [text.replace(formerly, '')];
    return alsoKnown.test(text) ? [text.replace(alsoKnown, '')] : [];
  });
}

function labelOf(domain: string): string {
  return domain.split('.')[0] ?? '';
}

function cut(text: string): string {
  return Array.from(text.replace(/\s+/g, ' ').trim()).slice(0, longestAlias).join('');
}
