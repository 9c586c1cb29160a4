import type { MarkupElement } from './markup-tree.ts';
import { normaliseText } from './text.ts';
import { type Appearance, appearanceOf, initialAppearance, isReadable, type PageStyle } from './visibility.ts';

/** A stretch of visible text between two block boundaries. */
export interface TextRun {
  readonly text: string;
  /** The block element it stands in. */
  readonly element: MarkupElement;
  /** Share of its characters inside links, 0–1. */
  readonly linkShare: number;
  readonly isImageAlt: boolean;
}

/** What is read as one line of running text: its boundaries do not end a block. */
const inlineElements = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark output q ruby s samp slot small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

/** Never text of the page: code, embedded documents, and controls that show something only when used. */
const silentElements = new Set(
  'head script style noscript template svg math iframe object embed canvas audio video map select datalist textarea button input progress meter rp rt frameset noframes'.split(
    ' ',
  ),
);

/** Layout tables hold blocks; a row of data holds little else than words. */
const longestRow = 600;
const rowBreakers = new Set(['table', 'ul', 'ol', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'form', 'section', 'article']);
const shortestAlt = 3;

/** The visible text of a page. */
export interface VisibleText {
  readonly runs: readonly TextRun[];
  readonly linkTexts: ReadonlyMap<MarkupElement, string>;
}

interface Walk {
  readonly runs: TextRun[];
  readonly linkTexts: Map<MarkupElement, string>;
  readonly page: PageStyle;
  pieces: string[];
  linked: number;
}

interface Place {
  readonly block: MarkupElement;
  readonly appearance: Appearance;
  readonly link: MarkupElement | null;
  /** Inside a table row whose cells are read as one line. */
  readonly inRow: boolean;
}

/** Gives the text that a reader sees, in reading order, cut at block boundaries, and what of it each link says. */
export function readVisibleText(root: MarkupElement, page: PageStyle): VisibleText {
  const walk: Walk = { runs: [], linkTexts: new Map(), page, pieces: [], linked: 0 };
  const place = { block: root, appearance: initialAppearance(page), link: null, inRow: false };
  readChildren(walk, root, place);
  endRun(walk, root);
  return walk;
}

function readChildren(walk: Walk, element: MarkupElement, place: Place): void {
  for (const child of element.children) {
    if (typeof child === 'string') readText(walk, child, place);
    else if (!silentElements.has(child.name)) readElement(walk, child, place);
  }
}

function readText(walk: Walk, text: string, { appearance, link }: Place): void {
  if (!isReadable(appearance)) return;
  walk.pieces.push(text);
  if (link === null) return;
  walk.linked += normaliseText(text).length;
  walk.linkTexts.set(link, (walk.linkTexts.get(link) ?? '') + text);
}

function readElement(walk: Walk, element: MarkupElement, place: Place): void {
  const appearance = appearanceOf(element, place.appearance, walk.page);
  if (appearance === null) return;
  const link = element.name === 'a' ? element : place.link;
  if (element.name === 'br') walk.pieces.push(' ');
  else if (element.name === 'img') readAlt(walk, element, { ...place, appearance });
  else if (inlineElements.has(element.name)) readChildren(walk, element, { ...place, appearance, link });
  else if (place.inRow) {
    walk.pieces.push(' ');
    readChildren(walk, element, { ...place, appearance, link });
    walk.pieces.push(' ');
  } else {
    endRun(walk, place.block);
    readChildren(walk, element, { block: element, appearance, link, inRow: isDataRow(element) });
    endRun(walk, element);
  }
}

function readAlt(walk: Walk, { attributes }: MarkupElement, place: Place): void {
  const text = normaliseText(attributes.alt ?? '');
  if (text.length < shortestAlt || place.inRow || !isReadable(place.appearance)) return;
  endRun(walk, place.block);
  walk.runs.push({ text, element: place.block, linkShare: place.link === null ? 0 : 1, isImageAlt: true });
}

function endRun(walk: Walk, element: MarkupElement): void {
  const text = normaliseText(walk.pieces.join(''));
  const linkShare = text === '' ? 0 : Math.min(1, walk.linked / text.length);
  walk.pieces = [];
  walk.linked = 0;
  if (text !== '') walk.runs.push({ text, element, linkShare, isImageAlt: false });
}

function isDataRow(element: MarkupElement): boolean {
  return element.name === 'tr' && rowLength(element) <= longestRow;
}

/** The length of a row's text; infinite where its cells hold more than text. */
function rowLength(element: MarkupElement): number {
  return element.children.reduce((sum, child) => {
    if (typeof child === 'string') return sum + child.trim().length;
    return sum + (rowBreakers.has(child.name) ? Number.POSITIVE_INFINITY : rowLength(child));
  }, 0);
}
