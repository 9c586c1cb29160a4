import { gzipSync } from 'node:zlib';
import type { GatewayAnswer } from './answer.ts';

/** A body as it goes out. */
export interface Payload {
  readonly body: string | Buffer;
  readonly headers: readonly (readonly [string, string])[];
}

/**
 * Compresses a body of `smallest` bytes or more for a caller that accepts it, as API Gateway does
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gzip-compression-decompression.html);
 * null as `smallest` never compresses.
 */
export function compress(answer: GatewayAnswer, accepted: string | undefined, smallest: number | null): Payload {
  const { body, headers } = answer;
  const isEncoded = headers.some(([name]) => name.toLowerCase() === 'content-encoding');
  const takesGzip = /(?:^|,)\s*(?:gzip|\*)\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[^,]*)?(?:,|$)/i.test(accepted ?? '');
  if (smallest === null || isEncoded || !takesGzip || Buffer.byteLength(body) < smallest) return { body, headers };
  return { body: gzipSync(body), headers: [...headers, ['Content-Encoding', 'gzip']] };
}
