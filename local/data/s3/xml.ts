/** A tree as it stands in an S3 answer: a text, or children by name, repeated for a list. */
export type XmlValue = string | number | boolean | undefined | XmlTree | readonly XmlTree[];
export interface XmlTree {
  readonly [name: string]: XmlValue;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Writes a document with one root element. */
export function writeXml(root: string, content: XmlTree): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writeElement(root, content)}`;
}

function writeElement(name: string, value: XmlValue): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.map((each: XmlTree) => writeElement(name, each)).join('');
  if (typeof value !== 'object') return `<${name}>${escapeText(String(value))}</${name}>`;
  const children = Object.entries(value).map(([child, inner]: [string, XmlValue]) => writeElement(child, inner));
  return `<${name}>${children.join('')}</${name}>`;
}

/** Carriage returns and the like would not survive a parser as they are. */
function escapeText(text: string): string {
  return text.replaceAll(/[&<>"\r\n\t]/g, (character) => entities[character] ?? `&#${character.charCodeAt(0)};`);
}
