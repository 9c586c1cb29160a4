/** What a round does where nobody says otherwise; `npm run simulate:refresh` holds these against a trace. */
export const defaultRound = {
  /** Ten at a time, each for a minute or so, are done before the next round. */
  limit: 100,
  /** An answer that lives a day costs an enrichment a day: about the rate at which refreshing it pays. */
  requestsPerDay: 0.96,
  /** Rounds come every 15 minutes, give or take a window of 5: what expires until the next is due in this one. */
  horizonSeconds: 1200,
} as const;
