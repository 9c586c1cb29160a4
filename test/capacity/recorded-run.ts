import * as z from 'zod';

/** What one enrichment used, fresh or out of the cache, polls apart. */
export const usageSchema = z.object({
  /** States entered and attempts repeated, by state. */
  transitions: z.record(z.string(), z.number()),
  /** By function: calls and GB-seconds. */
  functions: z.record(z.string(), z.object({ calls: z.number(), gigabyteSeconds: z.number() })),
  /** Units of DynamoDB: 4 KB strongly read, 1 KB written, each rounded up. */
  reads: z.number(),
  writes: z.number(),
  dynamodbBytes: z.number(),
  puts: z.number(),
  gets: z.number(),
  s3Bytes: z.number(),
  logBytes: z.number(),
  /** From start to answer. */
  seconds: z.number(),
});
export type RunUsage = z.infer<typeof usageSchema>;

export const recordedRunSchema = z.object({
  recordedAt: z.string(),
  machine: z.string(),
  domain: z.string(),
  fresh: usageSchema,
  cached: usageSchema,
  /** One call of the status endpoint. */
  poll: usageSchema,
});
export type RecordedRun = z.infer<typeof recordedRunSchema>;
