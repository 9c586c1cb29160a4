/** A JSON value with where it stands in its text, so that a quote of it is the text itself. */
export interface JsonSpan {
  readonly value: JsonValue;
  readonly start: number;
  readonly end: number;
}

export type JsonValue = string | number | boolean | null | readonly JsonSpan[] | ReadonlyMap<string, JsonMember>;

export interface JsonMember {
  readonly span: JsonSpan;
  /** Where its key begins. */
  readonly start: number;
}

const deepestNesting = 40;
const token = /[{}[\],:]|"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const space = /\s*/y;

/** Parses JSON text with the position of every value; null where it is not JSON or nested too deeply. */
export function parseJsonSpans(text: string): JsonSpan | null {
  const reader = { text, position: 0 };
  try {
    const span = readValue(reader, nextToken(reader), 0);
    return skipSpace(reader) === text.length ? span : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The elements of an array, or the value itself as the only one. */
export function itemsOf(span: JsonSpan): readonly JsonSpan[] {
  return Array.isArray(span.value) ? span.value : [span];
}

/** The member of an object under a key; null for none, and for what is no object. */
export function memberOf({ value }: JsonSpan, key: string): JsonMember | null {
  return value instanceof Map ? (value.get(key) ?? null) : null;
}

interface Reader {
  readonly text: string;
  position: number;
}

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

function readValue(reader: Reader, first: Token, depth: number): JsonSpan {
  if (depth > deepestNesting) throw new SyntaxError('nested too deeply');
  if (first.text === '{') return readObject(reader, first.start, depth);
  if (first.text === '[') return readArray(reader, first.start, depth);
  return { value: JSON.parse(first.text), start: first.start, end: first.end };
}

function readObject(reader: Reader, start: number, depth: number): JsonSpan {
  const members = new Map<string, JsonMember>();
  for (let key = nextToken(reader); key.text !== '}'; key = nextItem(reader, '}')) {
    const name: unknown = JSON.parse(key.text);
    if (typeof name !== 'string' || nextToken(reader).text !== ':') throw new SyntaxError('not a member');
    members.set(name, { span: readValue(reader, nextToken(reader), depth + 1), start: key.start });
  }
  return { value: members, start, end: reader.position };
}

function readArray(reader: Reader, start: number, depth: number): JsonSpan {
  const items: JsonSpan[] = [];
  for (let item = nextToken(reader); item.text !== ']'; item = nextItem(reader, ']')) {
    items.push(readValue(reader, item, depth + 1));
  }
  return { value: items, start, end: reader.position };
}

/** What follows a comma, or the end; a comma before the end is forgiven, being often written. */
function nextItem(reader: Reader, end: '}' | ']'): Token {
  const separator = nextToken(reader);
  if (separator.text === end) return separator;
  if (separator.text !== ',') throw new SyntaxError('not separated');
  return nextToken(reader);
}

function nextToken(reader: Reader): Token {
  const start = skipSpace(reader);
  token.lastIndex = start;
  const found = token.exec(reader.text);
  if (found === null) throw new SyntaxError('not JSON');
  reader.position = start + found[0].length;
  return { text: found[0], start, end: reader.position };
}

function skipSpace(reader: Reader): number {
  space.lastIndex = reader.position;
  reader.position += space.exec(reader.text)?.[0].length ?? 0;
  return reader.position;
}
