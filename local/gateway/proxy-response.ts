import * as z from 'zod';
import type { InvocationResult } from '../functions/index.ts';
import type { GatewayAnswer } from './answer.ts';
import { GatewayRefusal } from './gateway-response.ts';
import { matchesMediaType } from './proxy-event.ts';

const headerValue = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const responseSchema = z.object({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), headerValue).nullish(),
  multiValueHeaders: z.record(z.string(), z.array(headerValue)).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/** Headers that API Gateway does not let through under their own name (docs: api-gateway-known-issues). */
const remapped: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'content-md5',
  'date',
  'expect',
  'host',
  'server',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'www-authenticate',
]);

/**
 * Turns what a function answered into an HTTP answer. Throws GatewayRefusal `INTEGRATION_FAILURE`
 * when the function failed, or answered other than API Gateway's proxy format.
 */
export function readProxyResponse(
  result: InvocationResult,
  accept: string | undefined,
  binaryMediaTypes: readonly string[],
): GatewayAnswer {
  if (result.functionError !== null) {
    throw new GatewayRefusal('INTEGRATION_FAILURE', `Lambda execution failed: ${result.payload}`);
  }
  const parsed = responseSchema.safeParse(JSON.parse(result.payload));
  if (!parsed.success) {
    throw new GatewayRefusal(
      'INTEGRATION_FAILURE',
      `Malformed Lambda proxy response: ${z.prettifyError(parsed.error)}`,
    );
  }
  const { statusCode, headers, multiValueHeaders, body, isBase64Encoded } = parsed.data;
  const several = Object.entries(multiValueHeaders ?? {});
  const severalNames = new Set(several.map(([name]) => name.toLowerCase()));
  const single = Object.entries(headers ?? {}).filter(([name]) => !severalNames.has(name.toLowerCase()));
  const all = [...single, ...several.flatMap(([name, values]) => values.map((value) => [name, value] as const))];
  const isBinary = isBase64Encoded === true && acceptsBinary(accept, binaryMediaTypes);
  return {
    status: statusCode,
    headers: withContentType(all.map(([name, value]) => [remap(name), value] as const)),
    body: isBinary ? Buffer.from(body ?? '', 'base64') : (body ?? ''),
  };
}

/** API Gateway decodes a body only when the first media type that the client accepts is a binary one. */
function acceptsBinary(accept: string | undefined, binaryMediaTypes: readonly string[]): boolean {
  const first = accept?.split(/[,;]/)[0]?.trim() ?? '*/*';
  return binaryMediaTypes.some((pattern) => pattern === first || matchesMediaType(pattern, first));
}

function remap(name: string): string {
  return remapped.has(name.toLowerCase()) ? `x-amzn-Remapped-${name}` : name;
}

function withContentType(headers: readonly (readonly [string, string])[]): readonly (readonly [string, string])[] {
  const has = headers.some(([name]) => name.toLowerCase() === 'content-type');
  return has ? headers : [['Content-Type', 'application/json'], ...headers];
}
