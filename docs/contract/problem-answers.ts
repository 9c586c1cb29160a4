import { type CallerErrorCode, statusOf, titles } from '../../functions/lib/api/problem.ts';
import { reference } from './component-schemas.ts';
import { errors } from './errors.ts';
import type { AnswerHeader } from './headers.ts';
import type { Operation } from './operation.ts';

/** A refusal: a status with the codes that it may carry. */
export interface Refusal {
  readonly status: number;
  readonly codes: readonly CallerErrorCode[];
}

/** Gives every refusal of an operation, by status: those of its kind, and its own. */
export function refusalsOf(operation: Operation, isOpen: boolean): readonly Refusal[] {
  const codes = new Set<CallerErrorCode>([
    ...(isOpen ? [] : (['access.unauthorized', 'access.forbidden'] as const)),
    // The stage itself has a limit, too, which also holds for open operations.
    'access.throttled',
    ...(operation.body === undefined ? [] : readingErrors),
    ...(operation.isIdempotent === true ? repeatErrors : []),
    ...operation.errors,
    'internal',
  ]);
  const byStatus = Map.groupBy(codes, statusOf);
  // What the gateway says when a function breaks or takes too long.
  const broken = [502, 504].map((status) => [status, ['internal']] as const);
  return [...byStatus, ...broken]
    .map(([status, each]): Refusal => ({ status, codes: each }))
    .sort((left, right) => left.status - right.status);
}

const readingErrors = [
  'request.malformed',
  'request.too_large',
  'request.unsupported_media_type',
  'request.invalid',
] as const;
const repeatErrors = ['request.malformed', 'request.key_reused', 'request.in_progress', 'storage.unavailable'] as const;

/** Names the answer to a refusal among the components: `NotFound` or, where its codes say more, theirs. */
export function nameRefusal({ status, codes }: Refusal): string {
  const words =
    status >= 500 && status !== 503 ? [titles[status] ?? ''] : codes.map((code) => code.split('.').at(-1) ?? '');
  return words.map((word) => word.replace(/(?:^|[_ ])(\w)/g, (_, letter: string) => letter.toUpperCase())).join('Or');
}

/** The answer to a refusal, with an example for each of its codes. */
export function describeRefusal({ status, codes }: Refusal) {
  const example = (code: CallerErrorCode) => (code === 'internal' ? `internal.${status}` : code);
  return {
    description: codes.map((code) => errors[code].meaning).join(' Or: '),
    headers: refer([...headersOf(status), 'x-request-id']),
    content: {
      'application/problem+json': {
        schema: reference('Problem'),
        examples: Object.fromEntries(
          codes.map((code) => [example(code), { $ref: `#/components/examples/${example(code)}` }]),
        ),
      },
    },
  };
}

/** Refers to headers of an answer. */
export function refer(names: readonly AnswerHeader[]) {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

function headersOf(status: number): AnswerHeader[] {
  if (status === 401) return ['www-authenticate'];
  return status === 429 ? ['retry-after', 'ratelimit-limit'] : [];
}
