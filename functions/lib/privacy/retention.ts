const day = 24 * 3600;

/** How long one kind of data is kept, and why so long. */
export interface RetentionRule {
  readonly seconds: number;
  /** Where it lies: rows of the table, or objects under a prefix of the bucket. */
  readonly place: 'table' | 'bucket';
  readonly why: string;
}

/**
 * How long what is kept, in one place: the code sets `expiresAt` from it and the stack the bucket's
 * lifecycle rules. What answers and sources are worth while they are kept is another matter (`freshness.ts`).
 */
export const retention = {
  documents: { seconds: 180 * day, place: 'bucket', why: 'outlive every answer that quotes them' },
  facts: { seconds: 180 * day, place: 'bucket', why: 'outlive every answer that rests on them' },
  answers: { seconds: 90 * day, place: 'bucket', why: 'outlive the rows that point to them' },
  runs: { seconds: 15 * day, place: 'bucket', why: 'outlive the 14 days in which an execution can be redriven' },
  engines: { seconds: 15 * day, place: 'bucket', why: 'outlive the rows that point to them' },
  exports: { seconds: 7 * day, place: 'bucket', why: 'long enough to be fetched by who asked for the export' },
  requests: { seconds: 7 * day, place: 'table', why: 'as long as a caller may ask how a request went' },
  suppliedInput: { seconds: day, place: 'table', why: 'as long as an execution may be redriven with sense' },
  idempotency: { seconds: day, place: 'table', why: 'as long as a caller may repeat a call' },
  profiles: { seconds: 365 * day, place: 'table', why: 'a year of what changed about a company' },
  feedback: { seconds: 400 * day, place: 'table', why: 'long enough to compare the accuracy of a source over a year' },
  companyIndex: { seconds: 90 * day, place: 'table', why: 'a company that nobody asked for is forgotten' },
  placeholders: { seconds: 400 * day, place: 'table', why: "outlive every source's cached answer" },
  userData: { seconds: 400 * day, place: 'table', why: 'a year after the user last wrote it, and a month' },
  privacyRequests: {
    seconds: 1095 * day,
    place: 'table',
    why: 'proof that a request was honoured; it holds no person',
  },
} as const satisfies Record<string, RetentionRule>;

/**
 * Days for which objects under each prefix of the bucket are kept; the build writes them down for the stack.
 * @public
 */
export const objectRetentionDays: Readonly<Record<string, number>> = Object.fromEntries(
  Object.entries(retention).flatMap(([prefix, rule]) =>
    rule.place === 'bucket' ? [[prefix, rule.seconds / day] as const] : [],
  ),
);
