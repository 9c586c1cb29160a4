import { createHash } from 'node:crypto';

/** Untrusted text with what a reader must know about it. */
export interface FencedItem {
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Items between markers that none of them contains. */
export interface Fence {
  /** The name of the markers; the instructions around the fence refer to it. */
  readonly marker: string;
  readonly text: string;
}

/**
 * Fences untrusted texts for a prompt with markers that no author of them could foresee (OWASP
 * LLM01). The nonce is half of a SHA-256 over all of the texts: nobody can write a text that holds its
 * own hash, and one changed letter anywhere changes it. Unlike a drawn nonce it is the same for the
 * same texts, so that an answer is found again under the hash of its prompt.
 */
export function fenceTexts(items: readonly FencedItem[]): Fence {
  const marker = `untrusted-${findNonce(items, 0)}`;
  const fenced = items.map(({ attributes, text }) => `<${marker}${wordAttributes(attributes)}>\n${text}\n</${marker}>`);
  return { marker, text: fenced.join('\n\n') };
}

function findNonce(items: readonly FencedItem[], attempt: number): string {
  const seed = JSON.stringify([attempt, items.map(({ text }) => text)]);
  const nonce = createHash('sha256').update(seed).digest('hex').slice(0, 32);
  return items.some(({ text }) => text.includes(nonce)) ? findNonce(items, attempt + 1) : nonce;
}

function wordAttributes(attributes: Readonly<Record<string, string>>): string {
  const words = Object.entries(attributes).map(([name, value]) => ` ${name}="${plain(value)}"`);
  return words.join('');
}

/** An attribute may hold an address, which its site chose: nothing in it closes the marker or begins a line. */
function plain(value: string): string {
  return value.replace(/[^\w./:%?=&#+-]/g, '_').slice(0, 200);
}
