import fc from 'fast-check';
import type { JsonSchema } from '../../docs/contract/component-schemas.ts';
import type { DocumentedOperation, DocumentedParameter, OpenApiDocument } from '../../docs/contract/document.ts';

/** One request of an operation; `raw` is sent as it stands instead of `body`. */
export interface Input {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly raw?: string;
  /** Who calls; the client with all scopes unless told. */
  readonly as?: string;
  /** Another operation than the one that is looked at, to make way for it. */
  readonly of?: string;
}

/** Words on which parsers, stores and routers have stumbled before. */
const traps = [
  '__proto__',
  'constructor',
  'null',
  'undefined',
  '%00',
  '\u0000',
  '\ud800',
  '../../etc/passwd',
  '..%2f..',
  "' OR 1=1 --",
  '<script>',
  '${jndi:ldap://x}',
  'a'.repeat(3000),
  '𝕏'.repeat(50),
  '-1',
  '1e999',
  'http://169.254.169.254/',
  'localhost',
  '127.0.0.1',
  '[::1]',
  'xn--a',
  '.',
  '#',
  '?',
  '/',
];
const awkward = fc.oneof(
  fc.constantFrom(...traps),
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

/** Gives what is good by a schema of the document. */
export function goodValue(schema: JsonSchema, document: OpenApiDocument): fc.Arbitrary<unknown> {
  const inner = (each: unknown) => goodValue(each as JsonSchema, document);
  if (typeof schema.$ref === 'string') return inner(follow(schema.$ref, document));
  if (Array.isArray(schema.examples)) return fc.constantFrom<unknown>(...schema.examples);
  if (Array.isArray(schema.enum)) return fc.constantFrom<unknown>(...schema.enum);
  if ('const' in schema) return fc.constant(schema.const);
  const choices = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(choices)) return fc.oneof(...choices.map(inner));
  const least = (name: string, fallback: number) => (typeof schema[name] === 'number' ? schema[name] : fallback);
  switch (schema.type) {
    case 'string': {
      if (schema.format === 'uri') return fc.webUrl();
      if (schema.format === 'email') return fc.emailAddress();
      const minLength = least('minLength', 0);
      return fc.string({ minLength, maxLength: Math.max(minLength, Math.min(least('maxLength', 30), 60)) });
    }
    case 'integer':
      return fc.integer({ min: least('minimum', 0), max: least('maximum', 1000) });
    case 'number':
      return fc.double({ min: least('minimum', 0), max: least('maximum', 1000), noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(inner(schema.items ?? {}), { minLength: least('minItems', 0), maxLength: 4 });
    case 'object':
      return goodObject(schema, inner);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function goodObject(schema: JsonSchema, inner: (each: unknown) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const properties = Object.entries((schema.properties ?? {}) as object);
  const requiredKeys = (schema.required ?? []) as string[];
  return fc.record(Object.fromEntries(properties.map(([name, each]) => [name, inner(each)])), { requiredKeys });
}

/** Gives bodies that differ from a good one in one place, other JSON, and what is no JSON. */
export function badBody(good: fc.Arbitrary<unknown>): fc.Arbitrary<Pick<Input, 'body' | 'raw'>> {
  const anything = fc.oneof(fc.jsonValue({ maxDepth: 4 }), awkward);
  const wounded = fc
    .tuple(good, fc.nat(), anything, fc.constantFrom('drop', 'replace', 'add'))
    .map(([value, at, other, how]) => {
      if (typeof value !== 'object' || value === null) return other;
      const keys = Object.keys(value);
      const key = keys[at % Math.max(1, keys.length)] ?? 'x';
      if (how === 'add') return { ...value, [(JSON.stringify(other) ?? 'x').slice(0, 30)]: other };
      const rest = Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
      return how === 'drop' ? rest : { ...rest, [key]: other };
    });
  return fc.oneof(
    { weight: 5, arbitrary: wounded.map((body) => ({ body })) },
    { weight: 2, arbitrary: anything.map((body) => ({ body })) },
    { weight: 1, arbitrary: awkward.map((raw) => ({ raw })) },
    {
      weight: 1,
      arbitrary: fc.integer({ min: 1, max: 400 }).map((deep) => ({ raw: `${'['.repeat(deep)}${']'.repeat(deep)}` })),
    },
  );
}

/** Gives requests of an operation: its path and query, headers that may be nonsense, and a body of its own. */
export function inputsOf(
  operation: DocumentedOperation,
  document: OpenApiDocument,
  body: fc.Arbitrary<Pick<Input, 'body' | 'raw'>> | null,
): fc.Arbitrary<Input> {
  const parameters = operation.parameters.map((each) =>
    each.$ref === undefined ? each : (follow(each.$ref, document) as DocumentedParameter),
  );
  const part = ({ example }: DocumentedParameter) => fc.oneof(fc.constant(String(example)), awkward);
  const named = (place: string) => parameters.filter((parameter) => parameter.in === place);
  const record = (place: string, value: (parameter: DocumentedParameter) => fc.Arbitrary<string>) =>
    Object.fromEntries(named(place).map((parameter) => [parameter.name ?? '', value(parameter)]));
  const isSegment = (text: string) => text !== '' && text !== '.' && text !== '..' && text.isWellFormed();
  return fc
    .record({
      path: fc.record(record('path', (parameter) => part(parameter).filter(isSegment))),
      query: fc.record(
        record('query', (parameter) => part(parameter).filter((text) => text.isWellFormed())),
        { requiredKeys: [] },
      ),
      headers: fc.record(
        record('header', ({ example }) => fc.oneof(fc.constant(String(example)), headerValue)),
        { requiredKeys: [] },
      ),
      sent: body ?? fc.constant({}),
    })
    .map(({ sent, path, query, headers }) => ({
      path,
      query: defined(query),
      headers: withoutIdle(defined(headers)),
      ...sent,
    }));
}

function defined(record: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** Waiting for an answer makes thousands of requests slow and finds nothing. */
function withoutIdle(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'Prefer'));
}

const headerValue = fc
  .string({ unit: fc.constantFrom(...' !"#$%&\'()*+,-./09:;<=>?@AZ[]^_`az{|}~'), minLength: 1, maxLength: 300 })
  .map((text) => text.trim());

/** Gives what a reference of the document points at. */
export function follow(reference: string, document: OpenApiDocument): JsonSchema {
  return reference
    .slice(2)
    .split('/')
    .reduce<unknown>((inner, key) => Reflect.get(Object(inner), key), document) as JsonSchema;
}
