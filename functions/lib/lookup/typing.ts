/** Rows of a keyboard; a key's neighbours stand beside it and, half a key on, above and below it. */
const keyboard = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const places = new Map(
  keyboard.flatMap((row, y) => Array.from(row, (key, x) => [key, { x: x + y * 0.5, y }] as const)),
);

/** What slips of the fingers cost, against 1 for a letter that has nothing to do with the one meant. */
const swapped = 0.7;
const neighbouring = 0.8;
const doubled = 0.7;
const oneLetter = 0.9;
/** People see the first letter of what they type, and rarely leave it wrong. */
const firstLetter = 0.6;

/**
 * How far a typed text is from the one meant: the cheapest row of insertions, deletions, changes and
 * swaps of neighbouring letters (optimal string alignment). 0 for the same text; about 1 for one slip.
 * Gives Infinity as soon as it must exceed `most`.
 */
export function typingCost(typed: string, meant: string, most: number): number {
  if (typed === meant) return 0;
  const width = meant.length;
  if (Math.abs(width - typed.length) * doubled > most) return Number.POSITIVE_INFINITY;
  const rows = [0, 1, 2].map(() => new Float64Array(width + 1));
  let [before, previous, current] = rows as [Float64Array, Float64Array, Float64Array];
  for (let x = 1; x <= width; x += 1) previous[x] = at(previous, x - 1) + oneMore(meant, x - 1);
  for (let y = 1; y <= typed.length; y += 1) {
    current[0] = at(previous, 0) + oneMore(typed, y - 1);
    let cheapest = at(current, 0);
    for (let x = 1; x <= width; x += 1) {
      const cost = Math.min(
        at(previous, x) + oneMore(typed, y - 1),
        at(current, x - 1) + oneMore(meant, x - 1),
        at(previous, x - 1) + changed(typed, y - 1, meant, x - 1),
        at(before, x - 2) + swap(typed, y - 1, meant, x - 1),
      );
      current[x] = cost;
      cheapest = Math.min(cheapest, cost);
    }
    if (cheapest > most + swapped) return Number.POSITIVE_INFINITY;
    [before, previous, current] = [previous, current, before];
  }
  const cost = at(previous, width);
  return cost > most ? Number.POSITIVE_INFINITY : cost;
}

function at(row: Float64Array, index: number): number {
  return row[index] ?? 0;
}

/** A letter that stands in one of the two texts only. */
function oneMore(text: string, index: number): number {
  const isDouble = text[index] === text[index - 1] || text[index] === text[index + 1];
  return (isDouble ? doubled : oneLetter) + first(index);
}

function changed(typed: string, typedIndex: number, meant: string, index: number): number {
  if (typed[typedIndex] === meant[index]) return 0;
  const [left, right] = [places.get(typed[typedIndex] ?? ''), places.get(meant[index] ?? '')];
  const distance = left === undefined || right === undefined ? 2 : Math.hypot(left.x - right.x, left.y - right.y);
  return (distance < 1.2 ? neighbouring : 1) + first(index);
}

function swap(typed: string, typedIndex: number, meant: string, index: number): number {
  if (typedIndex === 0 || index === 0) return Number.POSITIVE_INFINITY;
  const isSwap = typed[typedIndex] === meant[index - 1] && typed[typedIndex - 1] === meant[index];
  return isSwap ? swapped + first(index - 1) : Number.POSITIVE_INFINITY;
}

function first(index: number): number {
  return index === 0 ? firstLetter : 0;
}
