import type { MarkupElement } from './markup-tree.ts';

/** A complex selector, its subject last. Combinators other than descendant and child are not read. */
export interface Selector {
  readonly parts: readonly Compound[];
  readonly specificity: number;
}

interface Compound {
  readonly name: string | null;
  readonly id: string | null;
  readonly classes: readonly string[];
  readonly attributes: readonly { readonly name: string; readonly value: string | null }[];
  /** Whether it must be the parent of the next one, not any ancestor. */
  readonly isParent: boolean;
}

const compoundSyntax = /^(\*|[a-z][a-z0-9-]*)?((?:[.#][\w\u{80}-\u{10ffff}-]+|\[[\w-]+(?:=["']?[^\]"']*["']?)?\])*)$/iu;
const simpleSyntax = /([.#])([\w\u{80}-\u{10ffff}-]+)|\[([\w-]+)(?:=["']?([^\]"']*)["']?)?\]/giu;
const longestChain = 8;

/** Reads a selector list; selectors in a syntax that is not known (pseudo-classes, siblings) are left out. */
export function parseSelectors(list: string): Selector[] {
  return list.split(',').flatMap((text) => parseSelector(text.trim()) ?? []);
}

function parseSelector(text: string): Selector | null {
  const tokens = text
    .replace(/\\/g, '')
    .replace(/\s*>\s*/g, ' > ')
    .split(/\s+/);
  const parts: Compound[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token === '>') continue;
    const compound = parseCompound(token, tokens[index + 1] === '>');
    if (compound === null) return null;
    parts.push(compound);
  }
  if (parts.length === 0 || parts.length > longestChain) return null;
  return { parts, specificity: parts.reduce((sum, part) => sum + specificityOf(part), 0) };
}

function parseCompound(token: string, isParent: boolean): Compound | null {
  const match = compoundSyntax.exec(token);
  if (token === '' || match === null) return null;
  const simple = [...(match[2] ?? '').matchAll(simpleSyntax)];
  return {
    name: match[1] === undefined || match[1] === '*' ? null : match[1].toLowerCase(),
    id: simple.find((each) => each[1] === '#')?.[2] ?? null,
    classes: simple.filter((each) => each[1] === '.').map((each) => each[2] ?? ''),
    attributes: simple
      .filter((each) => each[3] !== undefined)
      .map((each) => ({ name: (each[3] ?? '').toLowerCase(), value: each[4] ?? null })),
    isParent,
  };
}

/** Ids, classes and names weigh so that no number of the lesser outweighs one of the greater in practice. */
function specificityOf({ name, id, classes, attributes }: Compound): number {
  return (id === null ? 0 : 10_000) + (classes.length + attributes.length) * 100 + (name === null ? 0 : 1);
}

/** The key under which a rule is looked up: what its subject cannot lack. */
export function subjectKey({ parts }: Selector): string {
  const subject = parts.at(-1);
  if (subject?.id) return `#${subject.id}`;
  if (subject?.classes[0]) return `.${subject.classes[0]}`;
  return subject?.name ?? '*';
}

/** Whether an element is the subject of a selector. */
export function matchesSelector(element: MarkupElement, { parts }: Selector): boolean {
  const subject = parts.at(-1);
  if (subject === undefined || !matchesCompound(element, subject)) return false;
  return matchesAncestors(element.parent, parts.slice(0, -1));
}

/** Goes up once, taking the nearest ancestor that fits; a child combinator that fails there is not retried higher. */
function matchesAncestors(start: MarkupElement | null, parts: readonly Compound[]): boolean {
  let element = start;
  for (const part of parts.toReversed()) {
    if (!part.isParent) while (element !== null && !matchesCompound(element, part)) element = element.parent;
    if (element === null || !matchesCompound(element, part)) return false;
    element = element.parent;
  }
  return true;
}

function matchesCompound(element: MarkupElement, { name, id, classes, attributes }: Compound): boolean {
  if (name !== null && element.name !== name) return false;
  if (id !== null && element.attributes.id !== id) return false;
  const own = classes.length === 0 ? [] : (element.attributes.class ?? '').split(/\s+/);
  if (!classes.every((each) => own.includes(each))) return false;
  return attributes.every(({ name: attribute, value }) => {
    const given = element.attributes[attribute];
    return given !== undefined && (value === null || given === value);
  });
}
