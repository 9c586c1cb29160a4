import type { FieldFact } from '../../company/profile.ts';
import { stateFact } from '../../sources/record.ts';
import { isNoise, type Page, pagesFor, type Reading } from './reading.ts';
import { countWords, splitSentences } from './sentences.ts';

/** What a company does, said in one sentence: `Acme is a …`, `Acme builds …`; what it happens to be just now is not meant. */
const selfDescription =
  '(?:is(?! (?:hiring|proud|excited|committed|not|now|here|also|always|looking|growing|closed|certified|based|headquartered|available|trusted|used|loved|great|so|just|simple|easy|free|proudly|licensed|shaped|home to|worth|excellent|my|our)\\b)|are (?:an?|the)|provides?|offers?|builds?|makes?|helps?|develops?|designs?|delivers?|enables?|operates?|manufactures?|connects?|runs?|gives?|lets|sells?|supplies)\\s';

/** Further down, a sentence that begins with the company's name answers a question or praises a detail. */
const leadSentences = 12;

/** States how the company describes itself: the clearest sentence about itself, and what its homepage says of itself. */
export function stateDescription(reading: Reading): FieldFact[] {
  const home = pagesFor(reading, 'home').flatMap((page) => describingSentence(page, reading, 0.85));
  const meta = pagesFor(reading, 'home').flatMap((page) => describingMeta(page, reading));
  const about = pagesFor(reading, 'about').flatMap((page) => describingSentence(page, reading, 0.7));
  return [...home.slice(0, 1), ...meta.slice(0, 1), ...about.slice(0, 1)];
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
  '(?:,? (?:Inc|GmbH & Co\\. KG|LLC|L\\.L\\.C|Ltd|Limited|GmbH|AG|SE|PLC|plc|Corp|Corporation|Co\\. KG|S\\.A|SAS|B\\.V|N\\.V|PBC|Oy|AB|ApS|Pty Ltd|LLP))\\b\\.?';
/** States the legal name: the company's own name, perhaps with a word more, and a legal form behind it. */
export function stateLegalName(reading: Reading): FieldFact[] {
  const own = reading.names.map(escapeRegExp).join('|');
  const legalName = new RegExp(
    `(?:^|(?:©|\\(c\\)|copyright)[^\\p{L}]{0,20}(?:by\\s)?)((?:${own})(?:\\s\\p{Lu}[\\p{L}&-]*){0,3}?${legalForm})(?![\\p{L}\\p{N}])`,
    'iu',
  );
  const found = reading.pages.flatMap(({ document }) =>
    document.blocks
      .filter(
        (block) =>
          block.kind !== 'quote' &&
          block.text.length <= 400 &&
          !isNoise(block.text.replace(/all rights reserved/i, '')),
      )
      .flatMap((block) => {
        const name = legalName.exec(block.text)?.[1]?.replace(/(?<=LLC|GmbH|KG)\.$/, '');
        if (name === undefined) return [];
        return stateFact(document, { field: 'legalName', value: name, quotes: [block.text], confidence: 0.8 });
      }),
  );
  return found.slice(0, 1);
}

function describingSentence({ document, blocks, purpose }: Page, reading: Reading, confidence: number): FieldFact[] {
  const subject = reading.names.map(escapeRegExp).join('|');
  const named = new RegExp(`^(?:At )?(?:${subject})(?:,? (?:Inc|LLC|Ltd|GmbH|AG)\\.?)?\\s${selfDescription}`, 'i');
  const voiced = /^We (?:are an?|provide|offer|build|make|help|develop|design|deliver|operate|manufacture|run)\s/;
  const defined = new RegExp(`^(?:${subject})(?:,? (?:Inc|LLC|Ltd|GmbH|AG)\\.?)? (?:is|are) (?:an?|the|your) `, 'i');
  const sentences = blocks
    .filter((block) => block.kind === 'paragraph' || block.kind === 'heading')
    .slice(0, 60)
    .flatMap((block) => splitSentences(block.text))
    .filter((sentence) => countWords(sentence) >= 6 && sentence.length <= 320 && !isTestimony(sentence));
  const best =
    sentences.find((sentence) => defined.test(sentence)) ??
    sentences.slice(0, leadSentences).find((sentence) => named.test(sentence)) ??
    (purpose === 'about' ? sentences.find((sentence) => voiced.test(sentence)) : undefined);
  if (best === undefined) return [];
  return stateFact(document, { field: 'description', value: best, quotes: [best], confidence });
}

/** What users say of it: `Acme is the best tool I have used`, `Acme enables us to …`. */
function isTestimony(sentence: string): boolean {
  return /\b(?:I|my|me)\b|\b(?:helps?|helped|enables?|enabled|lets?|allows?|allowed|gives?|gave|saves?|saved) (?:us|our)\b/.test(
    sentence,
  );
}

/** The longest of the short texts that a homepage gives to search engines; titles are shorter. */
function describingMeta({ document }: Page, reading: Reading): FieldFact[] {
  const [best] = document.segments
    .filter((segment) => segment.origin === 'meta' && segment.text.length <= 400 && countWords(segment.text) >= 7)
    .map((segment) => segment.text)
    .filter((text) => !isNoise(text) && text !== document.title && isProse(text))
    .sort((left, right) => right.length - left.length);
  if (best === undefined) return [];
  const isDefinition = reading.names.some((name) => best.startsWith(`${name} is `));
  const confidence = isDefinition ? 0.9 : 0.7;
  return stateFact(document, { field: 'description', value: best, quotes: [best], confidence });
}

/** Keywords come as a list of commas. */
function isProse(text: string): boolean {
  return (text.match(/,/g)?.length ?? 0) * 4 <= countWords(text);
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
