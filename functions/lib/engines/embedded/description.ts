import type { FieldFact } from '../../company/profile.ts';
import { stateFact } from '../../sources/record.ts';
import { isNoise, type Page, pagesFor, type Reading } from './reading.ts';
import { countWords, splitSentences } from './sentences.ts';

/** What a company does, said in one sentence: `Acme is a …`, `We help …`. */
const selfDescription =
  '(?:is (?:an?|the|one of)|are (?:an?|the)|provides?|offers?|builds?|makes?|helps?|develops?|designs?|delivers?|enables?|operates?|manufactures?|connects?|runs?|gives?|lets)\\s';

/** States how the company describes itself: the clearest sentence about itself, and what its homepage says of itself. */
export function stateDescription(reading: Reading): FieldFact[] {
  const own = pagesFor(reading, 'about', 'home').flatMap((page) => describingSentence(page, reading));
  const home = pagesFor(reading, 'home').flatMap((page) => describingMeta(page));
  return [...own.slice(0, 1), ...home.slice(0, 1)];
}

/** States the name where a title carries it. */
export function stateName(reading: Reading): FieldFact[] {
  const { name } = reading.company;
  return pagesFor(reading, 'home')
    .slice(0, 1)
    .flatMap(({ document }) => {
      const quote = document.segments.find((segment) => segment.origin === 'meta' && segment.text.includes(name))?.text;
      return quote === undefined
        ? []
        : stateFact(document, { field: 'companyName', value: name, quotes: [quote], confidence: 0.8 });
    });
}

const legalForm =
  '(?:,? (?:Inc|LLC|L\\.L\\.C|Ltd|Limited|GmbH|AG|SE|PLC|plc|Corp|Corporation|Co\\. KG|S\\.A|SAS|B\\.V|N\\.V|PBC|Oy|AB|ApS|Pty Ltd|LLP))\\b\\.?';
const copyright = new RegExp(
  `(?:©|\\(c\\)|Copyright)\\s*(?:©\\s*)?(?:\\d{4}\\s*(?:[-–]\\s*\\d{4})?)?,?\\s*(?:by\\s)?((?:[\\p{Lu}\\p{N}][\\p{L}\\p{N}.&'’-]*\\s?){1,5}?${legalForm})`,
  'u',
);

/** States the legal name of a copyright line, where it is a longer form of the company's own name. */
export function stateLegalName(reading: Reading): FieldFact[] {
  const found = reading.pages.flatMap(({ document }) =>
    document.blocks.flatMap((block) => {
      const match = copyright.exec(block.text);
      const name = match?.[1]?.trim();
      if (match === null || name === undefined || !namesCompany(name, reading)) return [];
      return stateFact(document, { field: 'legalName', value: name, quotes: [match[0].trim()], confidence: 0.8 });
    }),
  );
  return found.slice(0, 1);
}

function namesCompany(name: string, reading: Reading): boolean {
  const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return reading.names.some((own) => letters(own).length > 2 && letters(name).startsWith(letters(own)));
}

function describingSentence({ document, blocks, purpose }: Page, reading: Reading): FieldFact[] {
  const subject = reading.names.map(escapeRegExp).join('|');
  const named = new RegExp(`^(?:At )?(?:${subject})(?:,? (?:Inc|LLC|Ltd|GmbH|AG)\\.?)?\\s${selfDescription}`, 'i');
  const voiced = /^We (?:are an?|provide|offer|build|make|help|develop|design|deliver|operate|manufacture|run)\s/;
  const sentences = blocks
    .filter((block) => block.kind === 'paragraph' || block.kind === 'heading')
    .slice(0, 60)
    .flatMap((block) => splitSentences(block.text))
    .filter((sentence) => countWords(sentence) >= 6 && sentence.length <= 320);
  const best =
    sentences.find((sentence) => named.test(sentence)) ??
    (purpose === 'about' ? sentences.find((sentence) => voiced.test(sentence)) : undefined);
  if (best === undefined) return [];
  return stateFact(document, { field: 'description', value: best, quotes: [best], confidence: 0.8 });
}

/** The longest of the short texts that a homepage gives to search engines; titles are shorter. */
function describingMeta({ document }: Page): FieldFact[] {
  const [best] = document.segments
    .filter((segment) => segment.origin === 'meta' && segment.text.length <= 400 && countWords(segment.text) >= 7)
    .map((segment) => segment.text)
    .filter((text) => !isNoise(text) && text !== document.title)
    .sort((left, right) => right.length - left.length);
  if (best === undefined) return [];
  return stateFact(document, { field: 'description', value: best, quotes: [best], confidence: 0.7 });
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
