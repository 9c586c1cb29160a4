import { jsonrepair } from 'jsonrepair';
import type * as z from 'zod';

/** What a text says in the shape of a schema, or why it says nothing. */
export type Reading<Value> =
  | { readonly value: Value; readonly wasRepaired: boolean }
  | { readonly value: null; readonly issues: readonly string[] };

/** Issues are read by a model, which needs the first ones. */
const mostIssues = 12;

/**
 * Reads a model's text: as strict JSON, else the outermost object in it (fences and prose around it
 * fall away), else that object with its punctuation mended. What breaks off in the middle is not
 * completed: a value that was cut would be a value that nobody stated.
 */
export function readAnswer<Value>(text: string, schema: z.ZodType<Value>): Reading<Value> {
  for (const { parse, wasRepaired } of ladder) {
    const parsed = parse(text);
    if (parsed === undefined) continue;
    const checked = schema.safeParse(parsed);
    if (checked.success) return { value: checked.data, wasRepaired };
    return { value: null, issues: checked.error.issues.slice(0, mostIssues).map(writeIssue) };
  }
  return { value: null, issues: ['The answer is not one complete JSON object.'] };
}

const ladder: readonly { readonly parse: (text: string) => unknown; readonly wasRepaired: boolean }[] = [
  { parse: parseStrictly, wasRepaired: false },
  { parse: (text) => parseStrictly(cutOut(text)), wasRepaired: true },
  { parse: (text) => parseStrictly(mend(cutOut(text))), wasRepaired: true },
];

function parseStrictly(text: string | null): unknown {
  try {
    const parsed: unknown = text === null ? undefined : JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** From the first brace to the last. */
function cutOut(text: string): string | null {
  const start = text.indexOf('{');
  const end = text.lastIndexOf('}');
  return start === -1 || end < start ? null : text.slice(start, end + 1);
}

function mend(text: string | null): string | null {
  if (text === null || !isBalanced(text)) return null;
  try {
    return jsonrepair(text);
  } catch {
    return null;
  }
}

/** Whether every bracket outside of a string is closed, so that nothing is left for a repair to invent. */
function isBalanced(text: string): boolean {
  const outside = text.replaceAll(/"(?:[^"\\]|\\.)*"/gs, '');
  const count = (character: string) => outside.split(character).length;
  return !outside.includes('"') && count('{') === count('}') && count('[') === count(']');
}

function writeIssue({ path, message }: z.core.$ZodIssue): string {
  return `${path.length === 0 ? 'the answer' : path.join('.')}: ${message}`;
}
