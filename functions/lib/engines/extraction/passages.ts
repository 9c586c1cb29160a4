import { readsAsInstruction } from '../../analysis/instructions.ts';
import { mostTellingFirst } from '../../analysis/token-budget.ts';
import type { Document } from '../../content/document.ts';

/** English text has about four characters a token in the tokenisers of the large models. */
const charactersPerToken = 4;

/** What of a document an engine reads: running text, without menus, records and text that addresses machines. */
export interface Passage {
  readonly document: Document;
  readonly text: string;
}

/** Limits in tokens: for one question, for one document, and for all questions together. */
export interface ReadingBudget {
  readonly question: number;
  readonly document: number;
  readonly total: number;
}

/** Lines shorter than this say nothing that could be quoted. */
const shortestLine = 3;
/** Documents below this many tokens share a question; a page has one of its own. */
const smallDocument = 300;

/**
 * Chooses what engines read and splits it into questions. A page is asked about alone, so that its
 * answer stays good for as long as the page does not change; small documents of one source share a
 * question, and long ones are split between blocks. The most telling documents come first, until the total is spent.
 */
export function planQuestions(documents: readonly Document[], budget: ReadingBudget): Passage[][] {
  const passages = mostTellingFirst(documents.toSorted(byPlace)).flatMap((document) => {
    const text = readableText(document);
    return text === '' ? [] : [{ document, text: cutAtLine(text, budget.document * charactersPerToken) }];
  });
  const affordable = takeWithin(passages, budget.total * charactersPerToken);
  const small = affordable.filter(({ text }) => text.length < smallDocument * charactersPerToken);
  const large = affordable.filter((passage) => !small.includes(passage));
  const most = budget.question * charactersPerToken;
  const bySource = Map.groupBy(small, ({ document }) => document.sourceId);
  return [
    ...large.flatMap((passage) => splitPassage(passage, most)),
    ...[...bySource.values()].flatMap((passages) => bundle(passages, most)),
  ];
}

/** An order that does not depend on which source answered first. */
function byPlace(left: Document, right: Document): number {
  const [one, other] = [left, right].map(({ sourceId, url, id }) => `${sourceId} ${url} ${id}`) as [string, string];
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Titles and descriptions, then the visible blocks outside menus, each on its own line. */
export function readableText(document: Document): string {
  const meta = document.segments.filter(({ origin }) => origin === 'meta').map(({ text }) => text);
  const blocks = document.blocks.filter(({ boilerplate }) => !boilerplate).map(({ text }) => text);
  const plain = document.segments.filter(({ origin }) => origin === 'text').map(({ text }) => text);
  const lines = [...meta, ...(document.blocks.length > 0 ? blocks : plain)].filter(
    (line) => line.length >= shortestLine && !readsAsInstruction(line),
  );
  return [...new Set(lines)].join('\n');
}

function takeWithin(passages: readonly Passage[], most: number): Passage[] {
  let left = most;
  return passages.filter(({ text }) => {
    if (text.length > left) return false;
    left -= text.length;
    return true;
  });
}

function splitPassage(passage: Passage, most: number): Passage[][] {
  const parts: Passage[][] = [];
  for (let rest = passage.text; rest !== ''; ) {
    const text = cutAtLine(rest, most);
    parts.push([{ document: passage.document, text }]);
    rest = rest.slice(text.length).trimStart();
  }
  return parts;
}

function bundle(passages: readonly Passage[], most: number): Passage[][] {
  const bundles: Passage[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const passage of passages) {
    if (length + passage.text.length > most) {
      bundles.push([]);
      length = 0;
    }
    bundles.at(-1)?.push(passage);
    length += passage.text.length;
  }
  return bundles;
}

/** Cuts behind a whole line, or at a space where one line alone is too long. */
function cutAtLine(text: string, most: number): string {
  if (text.length <= most) return text;
  const line = text.lastIndexOf('\n', most);
  if (line > 0) return text.slice(0, line);
  const space = text.lastIndexOf(' ', most);
  return text.slice(0, space > 0 ? space : most);
}
