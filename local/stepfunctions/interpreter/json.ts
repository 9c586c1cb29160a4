/** Any value that JSON can hold. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** Bytes of a payload, of a variable and of one Assign (Step Functions service quotas: 256 KiB in UTF-8). */
export const largestPayloadBytes = 256 * 1024;

/** Bytes of all variables of one execution together (Step Functions service quotas: 10 MiB). */
export const largestVariablesBytes = 10 * 1024 * 1024;

/** UTF-8 bytes of a value as Step Functions counts it: its JSON text without white space. */
export function countBytes(value: Json): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/** Whether a value is a JSON object: neither null nor a list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
