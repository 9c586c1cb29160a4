import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../interpreter/json.ts';

/** What the optimized integrations add to an answer about the HTTP exchange behind it. */
export function describeResponse(headers: Readonly<Record<string, string>> = {}): JsonObject {
  const requestId = randomUUID();
  const all = { ...headers, 'x-amzn-RequestId': requestId };
  return {
    SdkHttpMetadata: {
      AllHttpHeaders: Object.fromEntries(Object.entries(all).map(([name, value]) => [name, [value]])),
      HttpHeaders: all,
      HttpStatusCode: 200,
    },
    SdkResponseMetadata: { RequestId: requestId },
  };
}
