const scales: Readonly<Record<string, number>> = {
  k: 1e3,
  tsd: 1e3,
  tausend: 1e3,
  mil: 1e3,
  mille: 1e3,
  lakh: 1e5,
  万: 1e4,
  crore: 1e7,
  億: 1e8,
  亿: 1e8,
  mio: 1e6,
  mill: 1e6,
  mln: 1e6,
  millionen: 1e6,
  millions: 1e6,
  millones: 1e6,
  milhões: 1e6,
  milioni: 1e6,
  miljoen: 1e6,
  mrd: 1e9,
  mld: 1e9,
  milliarden: 1e9,
  milliarde: 1e9,
  milliard: 1e9,
  milliards: 1e9,
  miliardi: 1e9,
  miljard: 1e9,
  thousand: 1e3,
  m: 1e6,
  mn: 1e6,
  mm: 1e6,
  million: 1e6,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
  t: 1e12,
  trillion: 1e12,
};

/** A number, its grouped thousands, its decimals, and a scale: a letter right behind it or a word. */
const mention =
  /(?<![\p{L}\d]|\d[.,])(\d+(?:[.,’']\d+)*)(?:(k|m|b|t|mn|mm|bn|mio|mrd)(?![\p{L}\d])|[\s-]?([万億亿])|[\s-](thousand|millions?|billion|trillion|mn|bn|mio|mill|mln|millionen|millones|milhões|milioni|miljoen|mrd|mld|milliarde?n?|milliards?|miliardi|miljard|tsd|tausend|mil|mille|lakh|crore|[km](?=\s?[€$£]))(?!\p{L}))?/giu;

/** Gives the values of the numbers in a text: `1,200` is 1200, `$40 million` and `40M` are 40000000. */
export function numbersIn(text: string): number[] {
  return [...text.matchAll(mention)].map((match) => readings(match[1] ?? '')[0] * scaleOf(match));
}

/** Whether a number stands in a text by value, in any reading that its separators allow (`1.200` may be 1200). */
export function numberStandsIn(value: number, text: string): boolean {
  return possibleNumbersIn(text).some((candidate) => Math.abs(candidate - value) <= Math.abs(value) * 1e-9);
}

const units =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const powers: Readonly<Record<string, number>> = { thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 };

/** Gives the values of the numbers that a text writes out in English words, from two on: `one` is mostly no count. */
export function wordedNumbersIn(text: string): number[] {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const values: number[] = [];
  let run: string[] = [];
  for (const word of [...words, '']) {
    if (isNumberWord(word) || (word === 'and' && run.at(-1) === 'hundred')) run.push(word);
    else {
      if (run.length > 0) values.push(cardinalOf(run));
      run = [];
    }
  }
  return values.filter((value) => value >= 2);
}

function isNumberWord(word: string): boolean {
  return units.includes(word) || tens.includes(word) || word === 'hundred' || powers[word] !== undefined;
}

/** `one hundred and twenty thousand` is 120000. A scale without a number before it belongs to digits. */
function cardinalOf(words: readonly string[]): number {
  let total = 0;
  let group = 0;
  for (const word of words) {
    const power = powers[word];
    if (power !== undefined) {
      total += group * power;
      group = 0;
    } else if (word === 'hundred') group *= 100;
    else if (tens.includes(word)) group += (tens.indexOf(word) + 2) * 10;
    else group += Math.max(0, units.indexOf(word));
  }
  return total + group;
}

function possibleNumbersIn(original: string): number[] {
  const text = original.normalize('NFKC');
  const spaced = [...text.matchAll(/(?<!\d)\d{1,3}(?: \d{3})+(?!\d)/g)].map(([digits]) =>
    Number(digits.replaceAll(' ', '')),
  );
  const single = [...text.matchAll(mention)].flatMap((match) =>
    readings(match[1] ?? '').map((value) => value * scaleOf(match)),
  );
  return [...single, ...spaced, ...wordedNumbersIn(text)];
}

function scaleOf(match: RegExpExecArray): number {
  return scales[(match[2] ?? match[3] ?? match[4] ?? '').toLowerCase()] ?? 1;
}

/** The likeliest reading first: separators before groups of three are thousands, a lone dot is decimal. */
function readings(digits: string): [number, ...number[]] {
  const grouped = /^\d{1,3}(?:([.,’'])\d{3})(?:\1\d{3})*(?:[.,]\d+)?$/.exec(digits);
  const decimal = Number(digits.replace(/[,’']/g, digits.includes('.') ? '' : '.').replace(/\.(?=.*\.)/g, ''));
  if (grouped === null) return Number.isNaN(decimal) ? [Number.parseFloat(digits)] : [decimal];
  const whole = Number(withoutGroups(digits, grouped[1] ?? ','));
  return grouped[1] === '.' ? [decimal, whole] : [whole, decimal];
}

function withoutGroups(digits: string, separator: string): string {
  return digits.replaceAll(separator, '').replace(',', '.');
}
