import type { FieldFact } from '../../company/profile.ts';
import type { Block, Document } from '../../content/document.ts';
import { stateFact } from '../../sources/record.ts';
import { looksLikePerson } from './proper-names.ts';
import { containsName, type Page, pagesFor, type Reading } from './reading.ts';

const mostExecutives = 12;

const seniorTitle =
  /^(?:(?:Interim|Acting|Executive|Group|Global|Deputy|Senior|Founding|Founder|Co-?[Ff]ounder|Founding Partner|Chair(?:man|woman|person)?|President)(?:\s?[,&/]\s?|\s(?:and|&)\s|\s))*(?:(?:Co-?)?(?:C[EFTOMRPI]O|CISO|CPTO|CHRO|CSO|CXO)|Chief\s(?:\w+\s){1,4}?Officer|Chief (?:Executive|Scientist|Architect|Economist|Strategist|Evangelist)|Chief of Staff|Founder|Co-?[Ff]ounder|President|Chair(?:man|woman|person)?|Managing (?:Director|Partner)|General (?:Manager|Counsel)|(?:S|E)?VP\b|(?:Senior |Executive )?Vice President|Head of|Director of|(?:\w+ ){1,2}Director$)/i;

/** States executives in their public roles: from team and about pages, and where a page names one with the company. */
export function stateExecutives(reading: Reading): FieldFact[] {
  const facts = [
    ...pagesFor(reading, 'team', 'about').flatMap((page) => [...paired(page, reading), ...inOneBlock(page, reading)]),
    ...pagesFor(reading, 'news', 'home', 'contact').flatMap((page) => announced(page, reading)),
  ];
  const byName = new Map(facts.toReversed().map((fact) => [(fact.value as { name: string }).name.toLowerCase(), fact]));
  return [...byName.values()].toReversed().slice(0, mostExecutives);
}

/** A name and, in the next block, the title; nobody who is quoted from elsewhere. */
function paired({ document, blocks }: Page, reading: Reading): FieldFact[] {
  return blocks.flatMap((block, index) => {
    const next = blocks[index + 1];
    if (next === undefined || block.kind === 'quote' || !looksLikePerson(block.text)) return [];
    const title = titleOf(next.text, reading);
    if (title === null || isTestimonial(blocks.slice(Math.max(0, index - 2), index))) return [];
    const quote = stretch(document, block.text, next.text);
    return quote === null ? [] : executive(document, block.text, title, quote, 0.92);
  });
}

const nameBefore = /(?<![\p{L}])((?:\p{Lu}[\p{L}.'’-]*\s){1,3}\p{Lu}[\p{L}'’-]+)(?:,\s|\s[-–—|·:]\s|\s\(|:\s)/gu;

/** `Ann Lee, Chief Executive`, once or one after another in the same block. */
function inOneBlock({ document, blocks }: Page, reading: Reading): FieldFact[] {
  return blocks
    .filter((block) => block.kind !== 'quote' && block.kind !== 'image-alt' && block.text.length <= 600)
    .flatMap((block) => {
      const matches = [...block.text.matchAll(nameBefore)].filter((match) => looksLikePerson(personIn(match[1] ?? '')));
      return matches.flatMap((match, index) => {
        const name = personIn(match[1] ?? '');
        const next = matches[index + 1];
        const end =
          next === undefined ? block.text.length : next.index + (next[1] ?? '').indexOf(personIn(next[1] ?? ''));
        const start = match.index + match[0].length;
        const rest =
          block.text
            .slice(start, end)
            .split(/[.;()]|\s[-–—|]\s/)[0]
            ?.trim() ?? '';
        const title = titleOf(rest.split(',')[0] ?? '', reading);
        const from = match.index + (match[1] ?? '').indexOf(name);
        return title === null
          ? []
          : executive(document, name, title, block.text.slice(from, start + rest.length).trim(), 0.75);
      });
    });
}

/** A title before the next name is capitalised as well; the last words that form a name are the person. */
function personIn(words: string): string {
  const all = words.split(' ');
  for (const length of [2, 3, 4]) {
    const tail = all.slice(-length).join(' ');
    if (length <= all.length && looksLikePerson(tail) && !looksLikePerson(all.slice(-length - 1).join(' ')))
      return tail;
  }
  return words;
}

const word = "\\p{Lu}[\\p{Ll}'’]+(?:[-'’]?\\p{Lu}\\p{Ll}+)*";
const announcement = new RegExp(
  `(${word}(?:\\s\\p{Lu}\\.)?(?:\\s${word}){1,2}),\\s((?:(?:[Cc]o-?)?[Ff]ounder(?:\\s(?:and|&)\\s)?)?\\s?(?:C[EFTOMR]O|CISO|[Cc]hief\\s(?:\\w+\\s){1,3}[Oo]fficer|[Mm]anaging [Dd]irector|[Pp]resident)?)\\s(?:of|at)\\s`,
  'gu',
);

/** `said Ann Lee, CEO of Acme`. */
function announced({ document, blocks }: Page, reading: Reading): FieldFact[] {
  return blocks.flatMap((block) =>
    [...block.text.matchAll(announcement)].flatMap((match) => {
      const [whole, name, title] = match;
      const after = block.text.slice(match.index + whole.length).slice(0, 60);
      const isOwn = reading.names.some((own) => after.toLowerCase().startsWith(own.toLowerCase()));
      if (!isOwn || name === undefined || title === undefined || title === '' || !looksLikePerson(name)) return [];
      const quote = block.text
        .slice(match.index, match.index + whole.length + after.search(/[^\p{L}\p{N}\s-]|$/u))
        .trim();
      return executive(document, name, title.trim(), quote, 0.75);
    }),
  );
}

function executive(document: Document, name: string, title: string, quote: string, confidence: number): FieldFact[] {
  return stateFact(document, { field: 'keyExecutives', value: { name, title }, quotes: [quote], confidence });
}

/** The title as it stands, null where it is not a senior one or belongs to another company. */
function titleOf(text: string, reading: Reading): string | null {
  const trimmed = text.trim();
  if (trimmed.length > 80 || !seniorTitle.test(trimmed)) return null;
  const elsewhere = /\s(?:at|@)\s(.+)$|,\s(?:\p{Lu}[\p{L}.&-]+\s?){1,3}(?:Inc|LLC|Ltd|GmbH)\.?$/u.exec(trimmed);
  if (elsewhere !== null && !reading.names.some((name) => containsName(elsewhere[0], name))) return null;
  return /^(?:ex|former)/i.test(trimmed) ? null : trimmed.replace(/\s(?:at|@)\s.+$/, '').replace(/[.,;]$/, '');
}

function isTestimonial(before: readonly Block[]): boolean {
  return before.some((block) => block.kind === 'quote' || /^["“]/.test(block.text));
}

/** The stretch of the text segment from one block to the next one right behind it. */
function stretch(document: Document, first: string, second: string): string | null {
  for (const { text } of document.segments.filter((segment) => segment.origin === 'text')) {
    for (let at = text.indexOf(first); at >= 0; at = text.indexOf(first, at + 1)) {
      const rest = text.slice(at + first.length);
      const gap = rest.indexOf(second);
      if (gap >= 0 && gap <= 3) return text.slice(at, at + first.length + gap + second.length);
    }
  }
  return null;
}
