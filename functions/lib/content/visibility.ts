import { type Colour, isSameColour, parseColour } from './colour.ts';
import type { MarkupElement } from './markup-tree.ts';
import type { Declarations, StyleOf } from './style-sheet.ts';

/** What an element inherits that decides whether its text is seen. */
export interface Appearance {
  readonly visible: boolean;
  readonly colour: Colour | null;
  /** What it stands on; null where that cannot be known from the page alone. */
  readonly ground: Colour | null;
  /** In CSS pixels. */
  readonly fontSize: number;
}

const black: Colour = [0, 0, 0, 1];
const white: Colour = [255, 255, 255, 1];

/** What is known of a page as a whole when its elements are judged. */
export interface PageStyle {
  readonly styleOf: StyleOf;
  /** Whether style sheets that are not read may say how it looks. */
  readonly hasForeignStyles: boolean;
  /** Characters of text in all of it. */
  readonly textLength: number;
  /** Ids of what a button or tab of the page opens. */
  readonly disclosedIds: ReadonlySet<string>;
}

/** How a page looks before anything is said: black on white, unless style sheets elsewhere may say otherwise. */
export function initialAppearance({ hasForeignStyles }: PageStyle): Appearance {
  const [colour, ground] = hasForeignStyles ? [null, null] : [black, white];
  return { visible: true, colour, ground, fontSize: 16 };
}

const faintestOpacity = 0.05;
const smallestFont = 2;
/** A page of fewer characters is too short to tell its frame from a part of it. */
const shortestPage = 2_000;
/** Farther than this off the page, in CSS pixels, nothing is scrolled to. */
const offScreen = -400;

/**
 * Gives how an element's own text appears inside its parent, or null where the whole element shows
 * nothing: not displayed, transparent, off the screen, clipped away. Text that is hidden by
 * visibility, font size or the colour of its ground has `visible: false`; descendants may undo that.
 */
export function appearanceOf(element: MarkupElement, inherited: Appearance, page: PageStyle): Appearance | null {
  const style = page.styleOf(element);
  const isLoading = isLoadingGate(element, page.textLength);
  const isDisclosed = isDisclosure(element, page);
  if (!isDisclosed && isGone(element, style, isLoading)) return null;
  const visibility = isLoading || isDisclosed ? undefined : style.get('visibility');
  const { attributes } = element;
  const isStyledElsewhere = page.hasForeignStyles && (attributes.class !== undefined || attributes.id !== undefined);
  return {
    visible: visibility === undefined ? inherited.visible : visibility !== 'hidden' && visibility !== 'collapse',
    colour: colourOf(style.get('color') ?? attributes.color, isStyledElsewhere ? null : inherited.colour),
    ground: groundOf(style, attributes.bgcolor, isStyledElsewhere ? null : inherited.ground),
    fontSize: fontSizeOf(style.get('font-size'), inherited.fontSize),
  };
}

/** Whether text of this appearance can be read. */
export function isReadable({ visible, colour, ground, fontSize }: Appearance): boolean {
  if (!visible || fontSize < smallestFont) return false;
  if (colour !== null && colour[3] <= faintestOpacity) return false;
  return colour === null || ground === null || !isSameColour(colour, ground);
}

/**
 * Pages are often kept unseen until their scripts have run, on an element that holds all of them:
 * what the main heading or nearly all text stands in is meant to be read, unless it is not displayed.
 */
function isLoadingGate({ name, holdsMain, textLength, parent }: MarkupElement, pageLength: number): boolean {
  if (parent === null || name === 'html' || name === 'body' || holdsMain) return true;
  return textLength > shortestPage && textLength > pageLength * 0.8;
}

/** What folds open under a button or behind a tab is there for the reader, one click away. */
function isDisclosure({ attributes }: MarkupElement, { disclosedIds }: PageStyle): boolean {
  return attributes.role === 'tabpanel' || (attributes.id !== undefined && disclosedIds.has(attributes.id));
}

function isGone({ name, attributes }: MarkupElement, style: Declarations, isLoading: boolean): boolean {
  if (attributes.hidden !== undefined && style.get('display') === undefined) return true;
  if (name === 'dialog' && attributes.open === undefined) return true;
  if (style.size === 0) return false;
  if (style.get('display') === 'none') return true;
  if (isLoading) return false;
  if (Number.parseFloat(style.get('opacity') ?? '1') <= faintestOpacity && !isEntering(style)) return true;
  return isOffScreen(style) || isClipped(style);
}

/** Shifted a little and not opaque yet: how page builders let text glide in when it is scrolled to. */
function isEntering(style: Declarations): boolean {
  return /translate/.test(style.get('transform') ?? '') && !isOffScreen(style);
}

function isOffScreen(style: Declarations): boolean {
  if (lengthOf(style.get('text-indent')) <= offScreen) return true;
  const translated = /translate(?:3d|x|y)?\(\s*(-?[\d.]+)(px|em|rem|vw|vh)?/.exec(style.get('transform') ?? '');
  if (translated !== null && lengthOf(`${translated[1]}${translated[2] ?? ''}`) <= offScreen) return true;
  if (/scale\(\s*0\s*\)/.test(style.get('transform') ?? '')) return true;
  const position = style.get('position');
  if (position !== 'absolute' && position !== 'fixed') return false;
  return ['left', 'right', 'top'].some((side) => lengthOf(style.get(side)) <= offScreen);
}

function isClipped(style: Declarations): boolean {
  const clip = style.get('clip') ?? '';
  if (/^rect\((?:\s*[01](?:px)?[\s,]*){4}\)$/.test(clip)) return true;
  if (/^(?:inset\((?:50|100)%|circle\(0)/.test(style.get('clip-path') ?? '')) return true;
  if (!/hidden|clip/.test(style.get('overflow') ?? '')) return false;
  return ['width', 'height', 'max-height'].some((side) => Math.abs(lengthOf(style.get(side), 100)) <= 1);
}

function groundOf(style: Declarations, attribute: string | undefined, inherited: Colour | null): Colour | null {
  const image = `${style.get('background') ?? ''} ${style.get('background-image') ?? ''}`;
  if (/url\(|gradient\(|var\(/.test(image)) return null;
  const own = style.get('background-color') ?? style.get('background') ?? attribute;
  if (own === undefined || /^(?:none|unset|initial|inherit)$/.test(own)) return inherited;
  const colour = own
    .split(/\s+(?![^(]*\))/)
    .map(parseColour)
    .find((each) => each !== null);
  if (colour === undefined) return null;
  if (colour[3] === 0) return inherited;
  return colour[3] < 1 ? null : colour;
}

function colourOf(text: string | undefined, inherited: Colour | null): Colour | null {
  if (text === undefined || text === 'inherit' || text === 'currentcolor') return inherited;
  return parseColour(text);
}

function fontSizeOf(text: string | undefined, inherited: number): number {
  const match = /^([\d.]+)(px|pt|em|rem|%|vw|vh)?$/.exec(text ?? '');
  if (match === null) return inherited;
  const amount = Number(match[1]);
  if (match[2] === '%') return (inherited * amount) / 100;
  if (match[2] === 'em') return inherited * amount;
  return lengthOf(text);
}

/** A length in CSS pixels; `otherwise` for none, for percentages and for what is computed. */
function lengthOf(text: string | undefined, otherwise = 0): number {
  const match = /^(-?[\d.]+)(px|pt|em|rem|vw|vh)?$/.exec(text ?? '');
  if (match === null) return otherwise;
  const unit = match[2] ?? 'px';
  const pixels: Readonly<Record<string, number>> = { px: 1, pt: 4 / 3, em: 16, rem: 16, vw: 12.8, vh: 7.2 };
  return Number(match[1]) * (pixels[unit] ?? 1);
}
