import type { MarkupElement } from './markup-tree.ts';
import { matchesSelector, parseSelectors, type Selector, subjectKey } from './selector.ts';

/** Declarations by property name in lower case; shorthands stay as they are written. */
export type Declarations = ReadonlyMap<string, string>;

/** Gives what the style elements of a page and the element's own attribute say of it. */
export type StyleOf = (element: MarkupElement) => Declarations;

interface Rule {
  readonly selector: Selector;
  readonly declarations: readonly Declaration[];
  readonly order: number;
}

interface Declaration {
  readonly property: string;
  readonly value: string;
  readonly important: boolean;
}

/** All that decides whether text is seen; the rest of a style sheet is not kept. */
const keptProperties = new Set([
  'display',
  'visibility',
  'opacity',
  'font-size',
  'position',
  'left',
  'right',
  'top',
  'text-indent',
  'transform',
  'clip',
  'clip-path',
  'width',
  'height',
  'max-height',
  'overflow',
  'color',
  'background',
  'background-color',
  'background-image',
]);

const largestSheet = 1_000_000;
const mostRules = 20_000;
/** The window that media queries are answered for, in CSS pixels. */
const viewportWidth = 1_280;
const inlineOrder = Number.MAX_SAFE_INTEGER;

/** Reads the style elements of a page. Selectors with pseudo-classes are left out: they style states, not the page as it loads. */
export function createStyles(sheets: readonly string[]): StyleOf {
  const index = new Map<string, Rule[]>();
  for (const rule of readRules(sheets.join('\n').slice(0, largestSheet))) {
    const key = subjectKey(rule.selector);
    const rules = index.get(key);
    if (rules === undefined) index.set(key, [rule]);
    else rules.push(rule);
  }
  return (element) => {
    const rules = candidateKeys(element)
      .flatMap((key) => index.get(key) ?? [])
      .filter((rule) => matchesSelector(element, rule.selector));
    const inline = element.attributes.style;
    if (rules.length === 0 && inline === undefined) return noDeclarations;
    return cascade([...rules, ...(inline === undefined ? [] : [inlineRule(inline)])]);
  };
}

const noDeclarations: Declarations = new Map();

function candidateKeys({ name, attributes }: MarkupElement): string[] {
  const classes = attributes.class?.split(/\s+/).filter(Boolean) ?? [];
  const id = attributes.id === undefined ? [] : [`#${attributes.id}`];
  return ['*', name, ...id, ...new Set(classes.map((each) => `.${each}`))];
}

function inlineRule(text: string): Rule {
  return {
    selector: { parts: [], specificity: inlineOrder },
    declarations: readDeclarations(text),
    order: inlineOrder,
  };
}

/** Important ones win, then the more specific, then the later (https://www.w3.org/TR/css-cascade-4/#cascading). */
function cascade(rules: readonly Rule[]): Declarations {
  const sorted = rules.toSorted(
    (left, right) => left.selector.specificity - right.selector.specificity || left.order - right.order,
  );
  const declarations = sorted.flatMap((rule) => rule.declarations);
  const byWeight = [
    ...declarations.filter((each) => !each.important),
    ...declarations.filter((each) => each.important),
  ];
  return new Map(byWeight.map(({ property, value }) => [property, value]));
}

function* readRules(text: string): Generator<Rule> {
  let order = 0;
  for (const { prelude, body } of readStatements(text.replace(/\/\*[\s\S]*?(?:\*\/|$)/g, ' '))) {
    const declarations = readDeclarations(body);
    if (declarations.length === 0) continue;
    for (const selector of parseSelectors(prelude)) {
      order += 1;
      if (order > mostRules) return;
      yield { selector, declarations, order };
    }
  }
}

/** Splits a sheet into `prelude { body }`. */
function* readStatements(text: string): Generator<{ prelude: string; body: string }> {
  let prelude: string | null = null;
  for (const { piece, opens } of dissolveAtRules(text)) {
    if (prelude !== null && !opens) yield { prelude, body: piece };
    prelude = opens ? piece : null;
  }
}

/** Leaves out what at-rules hold that do not apply to a page on a screen, and the braces of those that do. */
function* dissolveAtRules(text: string): Generator<{ piece: string; opens: boolean }> {
  let skipped = 0;
  for (const { piece, opens } of cutAtBraces(text)) {
    const head = opens ? piece.slice(piece.lastIndexOf(';') + 1).trim() : piece;
    const isAtRule = opens && head.startsWith('@');
    if (skipped > 0) skipped += opens ? 1 : -1;
    else if (!isAtRule) yield { piece: head, opens };
    else if (!isApplied(head)) skipped = 1;
  }
}

function* cutAtBraces(text: string): Generator<{ piece: string; opens: boolean }> {
  let start = 0;
  for (const brace of text.matchAll(/[{}]/g)) {
    yield { piece: text.slice(start, brace.index), opens: brace[0] === '{' };
    start = brace.index + 1;
  }
}

function isApplied(prelude: string): boolean {
  if (/^@(?:supports|layer|container|scope)\b/i.test(prelude)) return true;
  const query = /^@media\s+(.*)$/is.exec(prelude)?.[1]?.toLowerCase();
  if (query === undefined) return false;
  return query.split(',').some((each) => matchesViewport(each.trim()));
}

function matchesViewport(query: string): boolean {
  return query.split(/\band\b/).every((part) => {
    const condition = part.trim().replace(/^only\s+/, '');
    if (condition === 'screen' || condition === 'all' || condition === '') return true;
    const width = /^\(\s*(min|max)-width\s*:\s*([\d.]+)(px|em|rem)\s*\)$/.exec(condition);
    if (width === null) return false;
    const pixels = Number(width[2]) * (width[3] === 'px' ? 1 : 16);
    return width[1] === 'min' ? pixels <= viewportWidth : pixels >= viewportWidth;
  });
}

function readDeclarations(body: string): Declaration[] {
  return body.split(';').flatMap((each) => {
    const colon = each.indexOf(':');
    const property = each.slice(0, colon).trim().toLowerCase();
    if (colon < 0 || !keptProperties.has(property)) return [];
    const value = each
      .slice(colon + 1)
      .trim()
      .toLowerCase();
    const important = /!\s*important$/.test(value);
    return [{ property, value: value.replace(/\s*!\s*important$/, ''), important }];
  });
}
