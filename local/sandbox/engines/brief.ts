import { type FencedDocument, readFencedDocuments } from './question.ts';

/** One line of numbered evidence: `E3 | customers: Halvering Foods | quote: …`. */
interface NumberedEvidence {
  readonly label: string;
  readonly field: string;
  readonly quote: string;
}

const evidenceLine = /^([A-Z]\d+) \| (\w+): [^|]*\| quote: ([^|]+)/gm;
/** A section as it is asked for: `- id: title and questions`. */
const sectionLine = /^- ([\w-]+): (.+)$/gm;
const mostStatements = 2;
const longestSentence = 240;

/**
 * Writes the sections that a prompt asks for out of its numbered evidence: each section gets the quotes
 * of the fields that its title and questions speak of. Null where the prompt numbers no evidence.
 */
export function writeSections(prompt: string, documents: readonly FencedDocument[]) {
  const evidence = documents.flatMap(({ text }) => readEvidence(text));
  if (evidence.length === 0) return null;
  return readAskedSections(prompt).map(({ id, purpose }) => ({
    id,
    statements: evidence
      .filter(({ field, quote }) => quote.length <= longestSentence && speaksOf(purpose, field))
      .slice(0, mostStatements)
      .map(({ label, quote }) => ({ text: quote, basis: 'stated', evidence: [label] })),
  }));
}

/** Finds the sections that a prompt asks for, outside of its fenced texts. */
export function readAskedSections(prompt: string): { readonly id: string; readonly purpose: string }[] {
  const asked = readFencedDocuments(prompt).reduce((rest, { text }) => rest.replace(text, ''), prompt);
  return [...asked.matchAll(sectionLine)].map(([, id = '', purpose = '']) => ({ id, purpose }));
}

function readEvidence(text: string): NumberedEvidence[] {
  return [...text.matchAll(evidenceLine)].map(([, label = '', field = '', quote = '']) => ({
    ...{ label, field },
    quote: quote.trim(),
  }));
}

/** `targetMarkets` is spoken of where a word begins as `target` or `market` does. */
function speaksOf(purpose: string, field: string): boolean {
  const words = field.split(/(?=[A-Z])/).map((word) => word.toLowerCase().slice(0, 6));
  return words.some((word) => word.length > 3 && new RegExp(`\\b${word}`, 'i').test(purpose));
}
