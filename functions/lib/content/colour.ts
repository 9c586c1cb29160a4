/** Red, green and blue, 0–255, and how opaque, 0–1. */
export type Colour = readonly [red: number, green: number, blue: number, alpha: number];

/** The names of https://www.w3.org/TR/css-color-4/#named-colors that text or pages are usually set in. */
const named: Readonly<Record<string, Colour>> = {
  white: [255, 255, 255, 1],
  snow: [255, 250, 250, 1],
  ivory: [255, 255, 240, 1],
  ghostwhite: [248, 248, 255, 1],
  whitesmoke: [245, 245, 245, 1],
  floralwhite: [255, 250, 240, 1],
  black: [0, 0, 0, 1],
  gray: [128, 128, 128, 1],
  grey: [128, 128, 128, 1],
  silver: [192, 192, 192, 1],
  red: [255, 0, 0, 1],
  green: [0, 128, 0, 1],
  blue: [0, 0, 255, 1],
  navy: [0, 0, 128, 1],
  yellow: [255, 255, 0, 1],
  transparent: [0, 0, 0, 0],
};

/** Reads a CSS colour in hexadecimal, rgb(), hsl() with a lightness of 0 or 100 %, or by name; null for any other. */
export function parseColour(text: string): Colour | null {
  const value = text.trim().toLowerCase();
  return named[value] ?? parseHexadecimal(value) ?? parseRgb(value) ?? parseHslExtreme(value);
}

/** Whether text of one colour cannot be told from a ground of the other (both opaque). */
export function isSameColour(left: Colour, right: Colour): boolean {
  const tolerance = 12;
  return [0, 1, 2].every((channel) => Math.abs((left[channel] ?? 0) - (right[channel] ?? 0)) <= tolerance);
}

function parseHexadecimal(value: string): Colour | null {
  if (!/^#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/.test(value)) return null;
  const digits = value.length <= 5 ? value.slice(1).replace(/./g, '$&$&') : value.slice(1);
  const channel = (index: number) => Number.parseInt(digits.slice(index * 2, index * 2 + 2) || 'ff', 16);
  return [channel(0), channel(1), channel(2), channel(3) / 255];
}

function parseRgb(value: string): Colour | null {
  const parts = /^rgba?\(([^)]*)\)$/
    .exec(value)?.[1]
    ?.split(/[\s,/]+/)
    .filter(Boolean);
  if (parts === undefined || parts.length < 3) return null;
  const channel = (part = '') => (part.endsWith('%') ? Number.parseFloat(part) * 2.55 : Number.parseFloat(part));
  const alpha = parts[3] === undefined ? 1 : parseAlpha(parts[3]);
  const colour = [channel(parts[0]), channel(parts[1]), channel(parts[2]), alpha] as const;
  return colour.some(Number.isNaN) ? null : colour;
}

function parseHslExtreme(value: string): Colour | null {
  const match = /^hsla?\(\s*[\d.]+(?:deg)?[\s,]+[\d.]+%[\s,]+([\d.]+)%\s*(?:[,/]\s*([\d.]+%?)\s*)?\)$/.exec(value);
  const lightness = Number(match?.[1] ?? 50);
  if (lightness !== 0 && lightness !== 100) return null;
  const channel = lightness === 0 ? 0 : 255;
  return [channel, channel, channel, match?.[2] === undefined ? 1 : parseAlpha(match[2])];
}

function parseAlpha(text: string): number {
  return text.endsWith('%') ? Number.parseFloat(text) / 100 : Number.parseFloat(text);
}
