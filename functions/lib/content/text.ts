/**
 * Characters that show nothing: zero-width and directional controls, soft hyphens, variation
 * selectors, fillers, and the tag block U+E0000–E007F in which whole hidden sentences can be written
 * (Default_Ignorable_Code_Point of https://www.unicode.org/reports/tr44/).
 */
const invisibleCharacters = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;

/** Control characters other than white space. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed here.
const controlCharacters = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g;

/** Text as a reader sees it: characters that show nothing removed, white space collapsed, trimmed. */
export function normaliseText(text: string): string {
  return text.replace(invisibleCharacters, '').replace(controlCharacters, '').replace(/\s+/g, ' ').trim();
}
