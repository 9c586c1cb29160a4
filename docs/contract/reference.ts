import { statusOf } from '../../functions/lib/api/problem.ts';
import type { DocumentedOperation, DocumentedParameter, OpenApiDocument } from './document.ts';
import { errors } from './errors.ts';
import { introduction } from './introduction.ts';

/** Writes `docs/api-reference.md`: every operation of the document, and every error code. */
export function writeReference(document: OpenApiDocument): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  return [
    '# API reference',
    '',
    'Written by `npm run docs:api` from `docs/contract/`, as `docs/openapi.json` is; a test holds them together. The',
    'running service answers the same document at `GET /openapi.json`. Shapes stand there, under `components.schemas`.',
    '',
    introduction,
    '',
    '## Operations',
    '',
    '| operation | path | scope | |',
    '|---|---|---|---|',
    ...operations.map(
      ({ path, method, operation }) =>
        `| [${operation.operationId}](#${operation.operationId.toLowerCase()}) | \`${method} ${path}\` | ${scopeOf(operation)} | ${operation.summary} |`,
    ),
    '',
    ...operations.flatMap(({ path, method, operation }) => describeOperation(method, path, operation, document)),
    '## Error codes',
    '',
    '| code | status | retryable | meaning |',
    '|---|---|---|---|',
    ...Object.entries(errors).map(([code, { meaning, retryable }]) => {
      const status = code === 'internal' ? '500, 502, 504' : statusOf(code as keyof typeof errors);
      return `| \`${code}\` | ${status} | ${retryable ? 'yes' : 'no'} | ${meaning} |`;
    }),
    '',
  ].join('\n');
}

function scopeOf({ security }: DocumentedOperation): string {
  const scope = security[0]?.apiKey?.[0];
  return scope === undefined ? 'open' : `\`${scope}\``;
}

function describeOperation(method: string, path: string, operation: DocumentedOperation, document: OpenApiDocument) {
  const { operationId, summary, description, requestBody, responses } = operation;
  const parameters = operation.parameters.map((parameter) => resolve<DocumentedParameter>(parameter, document));
  return [
    `### ${operationId}`,
    '',
    `\`${method} ${path}\` · ${summary}.${description === undefined ? '' : ` ${description}`}`,
    '',
    ...list('Parameters', parameters.map(describeParameter)),
    ...(requestBody === undefined ? [] : [`Body: ${schemaName(requestBody)}`, '']),
    ...list(
      'Answers',
      Object.entries(responses).map(([status, response]) => describeAnswer(status, resolve(response, document))),
    ),
  ];
}

function list(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`${title}:`, '', ...items.map((item) => `- ${item}`), ''];
}

function describeParameter({ name, in: place, required, description = '' }: DocumentedParameter): string {
  return `\`${name}\` (${place}${required === true ? ', required' : ''}): ${description}`;
}

interface DocumentedAnswer {
  readonly description: string;
  readonly content?: object;
}

function describeAnswer(status: string, answer: DocumentedAnswer): string {
  const name = schemaName(answer);
  return `**${status}**${name === '' || name === '`Problem`' ? '' : ` ${name}`}: ${answer.description}`;
}

function schemaName(holder: object): string {
  const name = /"\$ref":"#\/components\/schemas\/(\w+)"/.exec(JSON.stringify(holder))?.[1];
  return name === undefined ? '' : `\`${name}\``;
}

function resolve<Value extends object>(value: object, document: OpenApiDocument): Value {
  const pointer = '$ref' in value && typeof value.$ref === 'string' ? value.$ref.slice(2).split('/') : null;
  if (pointer === null) return value as Value;
  return pointer.reduce<unknown>((inner, key) => Reflect.get(Object(inner), key), document) as Value;
}
