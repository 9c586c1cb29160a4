import type { IncomingMessage } from 'node:http';

/**
 * Reads a whole request body; gives null as soon as it is larger than `largestBytes`, and lets the
 * rest flow away so that the answer can still be sent. Rejects when the client goes away.
 */
export function readBody(request: IncomingMessage, largestBytes: number): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= largestBytes) {
        chunks.push(chunk);
        return;
      }
      chunks.length = 0;
      resolve(null);
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', reject);
  });
}
