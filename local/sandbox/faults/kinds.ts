/** Ways in which a host of the small web can fail when told to. */
export const misbehaviours = [
  /** 429 with Retry-After. */
  'throttled',
  /** 429 without it. */
  'throttled-silently',
  /** 401 with an HTML page. */
  'unauthorized',
  /** 402: the account is used up. */
  'payment-required',
  /** 403 with an HTML page. */
  'forbidden',
  /** 404 with an HTML page. */
  'not-found',
  /** 500 with an HTML page. */
  'error',
  /** 503 without a body. */
  'unavailable',
  /** 529, as overloaded services have it. */
  'overloaded',
  /** Takes the request and never answers. */
  'hangs',
  /** Answers as ever, but late; see `delayMs`. */
  'slow',
  /** 200 and JSON that breaks off. */
  'malformed',
  /** 200 and a plain text that tells of an error. */
  'plain-text',
  /** 200 and an HTML page that tells of an error. */
  'html',
  /** Drops the connection. */
  'resets',
  /** The name does not resolve. */
  'no-such-name',
  /** The name server fails. */
  'dns-fails',
  /** The name server never answers. */
  'dns-silent',
  /** Everything from here on is the host's own answer, made over. It found nothing, in its own way to say so. */
  'no-result',
  /** Every second value is missing. */
  'half-filled',
  /** Work that was started is never done (Snov.io, Bright Data, SerpApi). */
  'never-ready',
  /** It answers about somebody else's domain under another name. */
  'wrong-entity',
  /** Orders to language models stand in the texts. */
  'injection',
  /** Snov.io: its error as an object with a code, status 200. */
  'error-object',
  /** Snov.io: its error as a list of texts, status 200. */
  'error-list',
  /** Snov.io: the task's hash under `data` instead of `meta`. */
  'hash-in-data',
  /** Bright Data: rows with `error` and `error_code` instead of records. */
  'error-rows',
] as const;
export type Misbehaviour = (typeof misbehaviours)[number];

export interface MisbehaviourOptions {
  /** After so many visits the host is itself again; for good without. */
  readonly times?: number | undefined;
  /** For `throttled`; 30. */
  readonly retryAfterSeconds?: number | undefined;
  /** For `slow`, in ms; 20,000, which no caller waits for. */
  readonly delayMs?: number | undefined;
  /** Only visits in whose address this stands, such as a company's domain; all without. */
  readonly about?: string | undefined;
}
