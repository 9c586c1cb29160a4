import { Parser } from 'htmlparser2';

/** An element of a page; `children` holds strings for text. */
export interface MarkupElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly parent: MarkupElement | null;
  readonly children: (MarkupElement | string)[];
  /** Whether the page's `main` or its first `h1` stands in it. */
  holdsMain: boolean;
  /** Characters of text in it, scripts and styles not counted. */
  textLength: number;
}

/** A page read as far as its limits allow. */
export interface MarkupTree {
  readonly root: MarkupElement;
  /** Whether reading stopped at a limit. */
  readonly truncated: boolean;
}

/** Browsers flatten what is nested deeper (Chromium: 512); nothing a reader sees stands there. */
const deepestNesting = 512;
const mostElements = 60_000;
const largestMarkup = 4_000_000;
/** Limits are looked at between pieces of this size. */
const pieceLength = 8_192;

/** Stands in noscript elements, which a browser skips whole; read as an open iframe it would swallow the page. */
const selfClosedFrame = /<iframe\b([^>]{0,2000})\/>/gi;

/** Reads HTML into a tree in time linear to its length; whatever the markup, it does not throw. */
export function parseMarkup(source: string): MarkupTree {
  const html = source.replace(selfClosedFrame, '<iframe$1></iframe>');
  const root = createElement('#root', {}, null);
  let current = root;
  let depth = 0;
  let elements = 0;
  let hasHeading = false;
  const parser = new Parser({
    onopentag: (name, attributes) => {
      elements += 1;
      depth += 1;
      const element = createElement(name, attributes, current);
      if (name === 'main' || attributes.role === 'main' || (name === 'h1' && !hasHeading)) markAncestors(current);
      hasHeading ||= name === 'h1';
      // What is nested too deeply hangs on nothing, so that no walk over the tree can overflow the stack.
      if (depth <= deepestNesting) current.children.push(element);
      current = element;
    },
    onclosetag: () => {
      depth -= 1;
      const parent = current.parent ?? root;
      if (current.name !== 'script' && current.name !== 'style') parent.textLength += current.textLength;
      current = parent;
    },
    ontext: (text) => {
      current.children.push(text);
      current.textLength += text.trim().length;
    },
  });
  const end = Math.min(html.length, largestMarkup);
  let position = 0;
  while (position < end && depth <= deepestNesting && elements <= mostElements) {
    parser.write(html.slice(position, position + pieceLength));
    position += pieceLength;
  }
  if (position >= end) parser.end();
  return { root, truncated: position < html.length };
}

function createElement(
  name: string,
  attributes: MarkupElement['attributes'],
  parent: MarkupElement | null,
): MarkupElement {
  return { name, attributes, parent, children: [], holdsMain: false, textLength: 0 };
}

function markAncestors(element: MarkupElement): void {
  for (let each: MarkupElement | null = element; each !== null; each = each.parent) each.holdsMain = true;
}
