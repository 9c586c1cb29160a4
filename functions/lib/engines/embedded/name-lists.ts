import { looksLikeName } from './proper-names.ts';

/** Reads the names that a sentence lists from a place on: `Acme, Globex and Initech to …` gives three. */
export function readNameList(text: string): string[] {
  const names: string[] = [];
  for (const part of text.split(/,\s+(?:and\s+|or\s+)?|\s+and\s+|\s+or\s+|;\s*/u)) {
    const name = leadingName(part.replace(/^the\s/, ''));
    if (name !== null) names.push(name);
    if (name === null || name !== part.trim().replace(/^the\s|[.]$/g, '')) break;
  }
  return names;
}

/** The capitalised words that a text begins with. */
function leadingName(text: string): string | null {
  const match =
    /^(?:(?:[\p{Lu}\p{N}][\p{L}\p{N}'’&.-]*)(?:\s(?:of\s|the\s|de\s|&\s)?(?=[\p{Lu}\p{N}])|$|(?=[.,;:!]|\s)))+/u.exec(
      text.trim(),
    );
  const name = match?.[0].trim().replace(/[.,;:!]+$/, '') ?? '';
  return looksLikeName(name) ? name : null;
}
