const longestName = 200;

/** URLs, IP addresses, what is left of broken percent-encoding, and the host that is always one's own (RFC 6761, 6.3). */
const notNames = [/:\/\//, /^[\da-f.:[\]]*[.:][\da-f.:[\]]*$/i, /%[\da-f]{2}/i, /^localhost$/i];

/** Whether a text may be meant as the name of a company: two letters or digits at least, and no address. */
export function mayBeName(text: string): boolean {
  const trimmed = text.trim();
  const isLongEnough = /[\p{L}\p{N}][^\p{L}\p{N}]*[\p{L}\p{N}]/u.test(trimmed);
  return isLongEnough && trimmed.length <= longestName && notNames.every((pattern) => !pattern.test(trimmed));
}
