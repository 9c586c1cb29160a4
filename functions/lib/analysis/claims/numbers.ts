const scales: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mn: 1e6,
  mm: 1e6,
  million: 1e6,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
  mio: 1e6,
  millionen: 1e6,
  millions: 1e6,
  mrd: 1e9,
  milliarden: 1e9,
  milliards: 1e9,
  t: 1e12,
  trillion: 1e12,
};

/** A number, its grouped thousands, its decimals, and a scale: a letter right behind it or a word. */
const mention =
  /(?<![\p{L}\d]|\d[.,])(\d+(?:[.,’']\d+)*)(?:(k|m|b|t|mn|mm|bn)(?![\p{L}\d])|[\s-](thousand|millionen|millions|million|milliarden|milliards|billion|trillion|mio|mrd|mn|bn)(?!\p{L}))?/giu;

/** Gives the values of the numbers in a text: `1,200` is 1200, `$40 million` and `40M` are 40000000. */
export function numbersIn(text: string): number[] {
  return [...text.matchAll(mention)].map((match) => readings(match[1] ?? '')[0] * scaleOf(match));
}

/** Whether a number stands in a text by value, in any reading that its separators allow (`1.200` may be 1200). */
export function numberStandsIn(value: number, text: string): boolean {
  return possibleNumbersIn(text).some((candidate) => Math.abs(candidate - value) <= Math.abs(value) * 1e-9);
}

const worded = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

/** Gives the values of the small numbers that a text writes out, from two to twelve. */
export function wordedNumbersIn(text: string): number[] {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  return words.map((word) => worded.indexOf(word) + 2).filter((value) => value >= 2);
}

function possibleNumbersIn(text: string): number[] {
  const spaced = [...text.matchAll(/(?<!\d)\d{1,3}(?: \d{3})+(?!\d)/g)].map(([digits]) =>
    Number(digits.replaceAll(' ', '')),
  );
  const single = [...text.matchAll(mention)].flatMap((match) =>
    readings(match[1] ?? '').map((value) => value * scaleOf(match)),
  );
  return [...single, ...spaced, ...wordedNumbersIn(text)];
}

function scaleOf(match: RegExpExecArray): number {
  return scales[(match[2] ?? match[3] ?? '').toLowerCase()] ?? 1;
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
