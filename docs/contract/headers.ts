import type { HeaderName } from './operation.ts';

/** A header as the document tells it. */
interface HeaderDescription {
  readonly description: string;
  readonly schema: { readonly type: 'string' | 'integer'; readonly pattern?: string };
  readonly example: string | number;
}

const text = (description: string, example: string): HeaderDescription => ({
  description,
  schema: { type: 'string' },
  example,
});
const whole = (description: string, example: number): HeaderDescription => ({
  description,
  schema: { type: 'integer' },
  example,
});

/** Headers of answers that not every answer has. */
const sometimes: Readonly<Record<HeaderName, HeaderDescription>> = {
  etag: text(
    'The version of the answer (RFC 9110, 8.8.3); send it in If-None-Match.',
    '"1f0c9ce8b2a44b5d9e3f7a6c5b4d3e2f"',
  ),
  location: text('Where to ask for the state of what was started.', '/analysis/status/req_01k3v7d4m2000000000000000'),
  'retry-after': whole('Seconds to wait before the next call (RFC 9110, 10.2.3).', 1),
  'preference-applied': text('The preference that was honoured (RFC 7240, 3).', 'wait=20'),
  'idempotency-replayed': text('`true` where the first answer to this Idempotency-Key is given again.', 'true'),
};

/** Headers of answers. */
export const answerHeaders = {
  ...sometimes,
  'x-request-id': text(
    'Names this HTTP exchange: the one that was sent if it was well formed, else one made up.',
    'my-request-0001',
  ),
  'ratelimit-limit': whole('Requests a second that the plan of the key allows.', 50),
  'www-authenticate': text('How to authenticate (RFC 9110, 11.6.1).', 'ApiKey'),
} as const;
export type AnswerHeader = keyof typeof answerHeaders;

/** Headers that a caller may send. */
export const requestHeaders = {
  'X-Request-Id': {
    description: 'Names this HTTP exchange in the answer and in the log; what is not well formed is replaced.',
    schema: { type: 'string', pattern: '^[\\w.-]{8,128}$' },
    example: 'my-request-0001',
  },
  'Idempotency-Key': {
    description:
      'Makes a repeated call safe for a day: the same body is answered as the first time, another is refused with 409.',
    schema: { type: 'string', pattern: '^"?[\\x21\\x23-\\x7e]{1,255}"?$' },
    example: '6f1c9e3a-order-66',
  },
  Prefer: {
    description: 'Seconds to wait for the answer instead of 202 (RFC 7240, 4.3), 25 at most.',
    schema: { type: 'string' },
    example: 'wait=20',
  },
  'X-User-Id': {
    description: 'For whom the caller speaks; another user than that of the path is answered 404.',
    schema: { type: 'string' },
    example: 'user-7',
  },
  'If-None-Match': {
    description: 'The ETag of the answer that the caller has; 304 when it is still the same.',
    schema: { type: 'string' },
    example: '"1f0c9ce8b2a44b5d9e3f7a6c5b4d3e2f"',
  },
} as const satisfies Record<string, HeaderDescription>;
export type RequestHeader = keyof typeof requestHeaders;
