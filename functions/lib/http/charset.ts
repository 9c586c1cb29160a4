/** The bytes of an answer and the headers that describe them. */
interface EncodedText {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** A document declares its encoding within its first 1,024 bytes (https://html.spec.whatwg.org, 4.2.5.4). */
const declarationBytes = 1_024;

/**
 * Decodes a body to text by its byte order mark, the `charset` of its content type, or what the
 * document declares of itself, in this order (https://html.spec.whatwg.org, 13.2.3.2); UTF-8 where
 * nothing is said or the name is unknown. Never throws: broken sequences become U+FFFD.
 */
export function decodeText({ headers, body }: EncodedText): string {
  const label = markedEncoding(body) ?? headerEncoding(headers['content-type']) ?? declaredEncoding(body);
  return createDecoder(label ?? 'utf-8').decode(body);
}

function createDecoder(label: string) {
  try {
    return new TextDecoder(label);
  } catch {
    return new TextDecoder('utf-8');
  }
}

function markedEncoding([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return undefined;
}

function headerEncoding(contentType = ''): string | undefined {
  return /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1];
}

function declaredEncoding(body: Uint8Array): string | undefined {
  const head = Buffer.from(body.subarray(0, declarationBytes)).toString('latin1');
  const label =
    /<meta[^>]{1,200}?charset\s*=\s*["']?\s*([^\s"'/>;]+)/i.exec(head)?.[1] ??
    /^\s*<\?xml[^>]{1,200}?encoding\s*=\s*["']([^"']+)/i.exec(head)?.[1];
  // A document that could be read this far is not in UTF-16, whatever it says of itself.
  return label !== undefined && /^utf-?16/i.test(label) ? 'utf-8' : label;
}
