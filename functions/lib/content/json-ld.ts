import { normaliseText } from './text.ts';

/** A node of linked data, as written on the page. */
export type LinkedNode = Record<string, unknown>;

const largestScript = 300_000;
const mostScripts = 30;
const mostNodes = 300;
const deepestGraph = 8;

/**
 * The scripts that are kept as segments: as written, but for white space and needless escapes, so that
 * a quote of `"name":"Caf\u00e9"` shows the name that it carries.
 */
export function toSegmentTexts(scripts: readonly string[]): string[] {
  return scripts
    .slice(0, mostScripts)
    .filter((script) => script.length <= largestScript)
    .map((script) => normaliseText(unescapeText(unwrap(script))))
    .filter((text) => text !== '');
}

/**
 * Parses JSON-LD scripts and gives their top-level nodes, those of arrays and `@graph` included.
 * A script that is not JSON is skipped, as search engines do.
 */
export function parseLinkedData(texts: readonly string[]): LinkedNode[] {
  return texts.flatMap((text) => flatten(parseJson(text), 0)).slice(0, mostNodes);
}

/** Some content systems wrap the script in a comment or a CDATA section. */
function unwrap(script: string): string {
  return script
    .trim()
    .replace(/^(?:<!--|(?:\/\/\s*)?<!\[CDATA\[)/, '')
    .replace(/(?:-->|(?:\/\/\s*)?\]\]>)$/, '')
    .replace(/;\s*$/, '');
}

/** Undoes escapes that JSON does not need (RFC 8259, 7): `\/`, and `\uXXXX` of what may stand as it is. */
function unescapeText(json: string): string {
  const plain = json.replace(/\\(?:u([\da-f]{4})|.)/gi, (written, code?: string) => {
    if (written === '\\/') return '/';
    const character = code === undefined ? '' : String.fromCharCode(Number.parseInt(code, 16));
    return /[^\p{Cc}"\\]/u.test(character) ? character : written;
  });
  return plain.isWellFormed() ? plain : json;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function flatten(value: unknown, depth: number): LinkedNode[] {
  if (depth > deepestGraph) return [];
  if (Array.isArray(value)) return value.flatMap((each) => flatten(each, depth + 1));
  if (typeof value !== 'object' || value === null) return [];
  const node = value as LinkedNode;
  const graph = flatten(node['@graph'], depth + 1);
  return graph.length > 0 && node['@type'] === undefined ? graph : [node, ...graph];
}
