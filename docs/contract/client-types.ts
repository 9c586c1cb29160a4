import type { JsonSchema } from './component-schemas.ts';
import type { DocumentedOperation, DocumentedParameter, OpenApiDocument } from './document.ts';

/** Writes `client/api.ts`: the shapes of the document as TypeScript, and where each operation stands. */
export function writeClientTypes(document: OpenApiDocument): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  return [
    '/**',
    ' * The shapes of the REST API and where its operations stand, written by `npm run docs:api` from the',
    ' * OpenAPI document; a test holds the two together.',
    ' */',
    ...Object.entries(document.components.schemas).flatMap(([name, schema]) => [
      ...comment(schema, ''),
      `export type ${name} = ${writeType(schema, '')};`,
      '',
    ]),
    '/** What each operation takes, and what it answers by status. */',
    'export interface Operations {',
    ...operations.flatMap(({ operation }) => [
      `  /** ${operation.summary}. */`,
      `  readonly ${operation.operationId}: ${writeOperation(operation)};`,
    ]),
    '}',
    '',
    '/** Method and path of each operation, and whether it takes an Idempotency-Key. */',
    'export const places = {',
    ...operations.map(({ method, path, operation }) => {
      const isRepeatable = operation.parameters.some(({ $ref }) => $ref?.endsWith('/Idempotency-Key') === true);
      return `  ${operation.operationId}: { method: '${method}', path: '${path}', isRepeatable: ${isRepeatable} },`;
    }),
    '} as const satisfies Record<keyof Operations, object>;',
    '',
  ].join('\n');
}

function writeOperation({ parameters, requestBody, responses }: DocumentedOperation): string {
  const body = requestBody?.content['application/json'].schema;
  const answers = Object.entries(responses).flatMap(([status, answer]) => {
    const content = Reflect.get(answer, 'content') as
      | Readonly<Record<string, { readonly schema: JsonSchema }>>
      | undefined;
    const schema = content?.['application/json']?.schema;
    const isAnswer = Number(status) < 300 || schema !== undefined;
    return isAnswer ? [`readonly ${status}: ${schema === undefined ? 'null' : writeType(schema, '    ')}`] : [];
  });
  const path = writeParameters(parameters, 'path');
  const query = writeParameters(parameters, 'query');
  const parts = [path, query, body === undefined ? [] : [`readonly body: ${writeType(body, '    ')}`]].flat();
  const input = parts.length === 0 ? 'object' : `{ ${parts.join('; ')} }`;
  return `{ readonly input: ${input}; readonly answers: { ${answers.join('; ')} } }`;
}

function writeParameters(parameters: readonly DocumentedParameter[], place: 'path' | 'query'): string[] {
  const named = parameters.filter((parameter) => parameter.in === place);
  if (named.length === 0) return [];
  const members = named.map(({ name, required }) => `readonly ${name}${required === true ? '' : '?'}: string`);
  const isOptional = named.every(({ required }) => required !== true);
  return [`readonly ${place}${isOptional ? '?' : ''}: { ${members.join('; ')} }`];
}

/** Writes a schema as a type. JSON Schema has more than types have: formats, patterns and bounds are left out. */
function writeType(schema: JsonSchema, indent: string): string {
  const { $ref, type, items, properties, additionalProperties } = schema;
  if (typeof $ref === 'string') return $ref.split('/').at(-1) ?? 'unknown';
  const values = 'const' in schema ? [schema.const] : schema.enum;
  if (Array.isArray(values)) return values.map((value) => JSON.stringify(value).replaceAll('"', "'")).join(' | ');
  const choices = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(choices)) return choices.map((choice: JsonSchema) => writeType(choice, indent)).join(' | ');
  if (Array.isArray(type)) return type.map((each: string) => writeType({ ...schema, type: each }, indent)).join(' | ');
  if (type === 'array') return `readonly ${group(writeType((items ?? {}) as JsonSchema, indent))}[]`;
  if (type === 'object' && properties === undefined) {
    const value = typeof additionalProperties === 'object' ? (additionalProperties as JsonSchema) : {};
    return `Readonly<Record<string, ${writeType(value, indent)}>>`;
  }
  if (type === 'object') return writeObject(schema, indent);
  return scalars[String(type)] ?? 'unknown';
}

const scalars: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
};

function group(type: string): string {
  return type.includes('|') || type.startsWith('readonly ') ? `(${type})` : type;
}

function writeObject(schema: JsonSchema, indent: string): string {
  const required = (schema.required ?? []) as readonly string[];
  const inner = `${indent}  `;
  const members = Object.entries(schema.properties as Readonly<Record<string, JsonSchema>>).flatMap(([name, each]) => [
    ...comment(each, inner),
    `${inner}readonly ${name}${required.includes(name) ? '' : '?'}: ${writeType(each, inner)};`,
  ]);
  return ['{', ...members, `${indent}}`].join('\n');
}

function comment({ description }: JsonSchema, indent: string): string[] {
  return typeof description === 'string' ? [`${indent}/** ${description} */`] : [];
}
