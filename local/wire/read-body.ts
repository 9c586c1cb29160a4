import type { IncomingMessage } from 'node:http';

/** Reads a whole request body; gives null as soon as it is larger than `largestBytes`, and lets the rest flow away. */
export async function readBody(request: IncomingMessage, largestBytes: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length;
    if (bytes <= largestBytes) chunks.push(chunk as Buffer);
    else chunks.length = 0;
  }
  return bytes <= largestBytes ? Buffer.concat(chunks) : null;
}
