/**
 * Cyrillic letters as ICAO writes them in Latin (https://www.icao.int/publications/Documents/9303_p3_cons_en.pdf,
 * section 6, table B), the hard and soft signs left out as in plain spelling.
 */
const cyrillic: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ґ: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  є: 'ie',
  ж: 'zh',
  з: 'z',
  и: 'i',
  і: 'i',
  ї: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ў: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'iu',
  я: 'ia',
  ђ: 'd',
  ј: 'j',
  љ: 'lj',
  њ: 'nj',
  ћ: 'c',
  џ: 'dz',
};

/** Greek letters by ISO 843, type 2 (transcription), which has no accents. */
const greek: Readonly<Record<string, string>> = {
  α: 'a',
  β: 'v',
  γ: 'g',
  δ: 'd',
  ε: 'e',
  ζ: 'z',
  η: 'i',
  θ: 'th',
  ι: 'i',
  κ: 'k',
  λ: 'l',
  μ: 'm',
  ν: 'n',
  ξ: 'x',
  ο: 'o',
  π: 'p',
  ρ: 'r',
  σ: 's',
  ς: 's',
  τ: 't',
  υ: 'y',
  φ: 'f',
  χ: 'ch',
  ψ: 'ps',
  ω: 'o',
};

/** Latin letters that Unicode does not decompose. */
const latin: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
};

const letters: Readonly<Record<string, string>> = { ...cyrillic, ...greek, ...latin };

/** How German and the Nordic languages write these letters where they lack them: `Müller`, `Mueller`. */
const spelledOut: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' };

/** Gives a text in lower case, Latin letters without accents where there are any, other scripts as they are. */
export function toLatin(text: string): string {
  // Й and Ї decompose, so they are written in Latin before accents go.
  return write(text.normalize('NFKC').toLowerCase().normalize('NFC'), cyrillic)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{ASCII}]/gu, (letter) => letters[letter] ?? letter)
    .normalize('NFC');
}

/** Gives a text with umlauts and ring and stroke letters as two letters each; null where it has none. */
export function spellOut(text: string): string | null {
  const lower = text.normalize('NFC').toLowerCase();
  const spelled = write(lower, spelledOut);
  return spelled === lower ? null : spelled;
}

function write(text: string, table: Readonly<Record<string, string>>): string {
  return text.replace(/[^\p{ASCII}]/gu, (letter) => table[letter] ?? letter);
}
