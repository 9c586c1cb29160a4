import { toLatin } from './latin.ts';

/** A name as it is compared: each form says less than the one before it. All are `''` for a name without letters and digits. */
export interface NameForms {
  /** All words, separated by blanks. */
  readonly words: readonly string[];
  /** Without legal form at the end and article at the beginning, written as one word. */
  readonly bare: string;
  /** Without the words at the end that many companies add and drop, written as one word. */
  readonly core: string;
}

/** Legal forms as they end a name (https://www.gleif.org/en/about-lei/code-lists/iso-20275-entity-legal-forms-code-list). */
const legalForms = new Set(
  (
    'inc incorporated corp corporation co company llc lp llp lllp ltd limited plc pbc pllc gmbh mbh ag kg kgaa ohg ug ev eg se sa sas sasu sarl ' +
    'srl spa snc bv nv cv vof ab as asa ans oy oyj aps hf ehf sro spzoo zoo kft zrt nyrt doo dd ood ead eood ooo oao zao pao kk gk yk pt tbk ' +
    'pty pte pvt private bhd sdn sl slu slp ltda eireli me epp sab saic rl cia dac clg cic'
  ).split(' '),
);

/** Words that companies add to their name and drop again, without becoming another company. */
const looseEndings = new Set(
  'technologies technology tech labs lab group holding holdings solutions software systems international global hq app official'.split(
    ' ',
  ),
);

const longestName = 100;

/**
 * Gives the words of a name as they are compared: Latin where it can be, lower case, `&` as `and`,
 * apostrophes and the dots of abbreviations left out. At most 100 characters with the blanks between them.
 */
export function nameWords(name: string): readonly string[] {
  return toLatin(name)
    .replace(/['’ʼ`´]/g, '')
    .replace(/&/g, ' and ')
    .replace(/(?<![\p{L}\p{N}])(?:\p{L}\.){2,}\p{L}?(?![\p{L}\p{N}])/gu, (dotted) => dotted.replaceAll('.', ''))
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .join(' ')
    .slice(0, longestName)
    .trim()
    .split(' ')
    .filter((word) => word !== '');
}

/** Reads a name into the forms in which it is compared. */
export function readName(name: string): NameForms {
  const words = nameWords(name);
  const bareWords = dropEndings(words[0] === 'the' && words.length > 1 ? words.slice(1) : words, legalForms);
  return { words, bare: bareWords.join(''), core: dropEndings(bareWords, looseEndings).join('') };
}

/** Whether a word says nothing about which company is meant. */
export function isLegalForm(word: string): boolean {
  return legalForms.has(word);
}

function dropEndings(words: readonly string[], endings: ReadonlySet<string>): readonly string[] {
  let end = words.length;
  while (end > 1 && endings.has(words[end - 1] ?? '')) end -= 1;
  // `GmbH & Co. KG`: the `and` between two legal forms belongs to them.
  if (end > 1 && end < words.length && words[end - 1] === 'and') return dropEndings(words.slice(0, end - 1), endings);
  return words.slice(0, end);
}
