import jsonata from 'jsonata';
import type { Clock } from './clock.ts';
import { drawUuid, hash, parse, partition, range, seedRandom } from './functions.ts';
import type { Json, JsonObject } from './json.ts';

/** What an expression gives; `undefined` where it gives nothing. */
export type EvaluateExpression = (
  source: string,
  variables: Readonly<Record<string, Json>>,
) => Promise<Json | undefined>;

/** An expression whose result JSON cannot hold, such as a function. */
export class UnsupportedResult extends Error {
  constructor() {
    super('returned an unsupported result type');
    this.name = 'UnsupportedResult';
  }
}

interface Environment {
  lookup(name: string): { implementation(this: unknown, ...given: unknown[]): unknown };
}

/**
 * Evaluates JSONata as Step Functions does: without `$eval`, with `$parse`, `$partition`, `$range`,
 * `$hash`, `$uuid` and a `$random` that takes a seed, and with `$now` from the given clock
 * (Step Functions, "Transforming data with JSONata").
 */
export function createEvaluator(clock: Clock, random: () => number): EvaluateExpression {
  const compiled = new Map<string, jsonata.Expression>();
  const compile = (source: string): jsonata.Expression => {
    const known = compiled.get(source);
    if (known !== undefined) return known;
    const expression = jsonata(source);
    bindFunctions(expression, clock, random);
    compiled.set(source, expression);
    return expression;
  };
  return async (source, variables) => {
    const result: unknown = await compile(source).evaluate(undefined, variables);
    return result === undefined ? undefined : copyJson(result);
  };
}

/** Throws jsonata's own error where a source is not JSONata 2.0.6. */
export function checkSyntax(source: string): void {
  jsonata(source);
}

function bindFunctions(expression: jsonata.Expression, clock: Clock, random: () => number): void {
  expression.assign('eval', undefined);
  expression.registerFunction('parse', parse, '<s-:x>');
  expression.registerFunction('partition', partition, '<a-n?:a>');
  expression.registerFunction('range', range, '<n?n?n?:x>');
  expression.registerFunction('hash', hash, '<s-s?:s>');
  expression.registerFunction('uuid', () => drawUuid(random), '<:s>');
  expression.registerFunction(
    'random',
    (seed?: number) => (seed === undefined ? random() : seedRandom(seed)()),
    '<n?:n>',
  );
  expression.registerFunction('millis', () => clock.now(), '<:n>');
  expression.registerFunction(
    'now',
    function (this: { environment: unknown }, picture?: string, timezone?: string) {
      const environment = this.environment as Environment;
      return environment.lookup('fromMillis').implementation.call(this, clock.now(), picture, timezone);
    },
    '<s?s?:s>',
  );
}

/** A plain copy: jsonata marks lists with hidden properties and hands out parts of its input. */
function copyJson(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  // JSON has no such numbers; AWS writes them as the strings that JavaScript names them by.
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (Array.isArray(value)) return value.map(copyJson);
  if (typeof value !== 'object' || '_jsonata_lambda' in value || '_jsonata_function' in value) {
    throw new UnsupportedResult();
  }
  const copy: JsonObject = {};
  for (const [key, item] of Object.entries(value)) {
    if (item !== undefined) copy[key] = copyJson(item);
  }
  return copy;
}

/** The parts of jsonata's syntax tree that the search below walks. */
interface SyntaxNode {
  readonly type?: string;
  readonly value?: unknown;
  readonly [part: string]: unknown;
}

/** Parts of a node that are evaluated in the context of the node itself. */
const sameContext = [
  'lhs',
  'rhs',
  'condition',
  'then',
  'else',
  'expression',
  'expressions',
  'arguments',
  'procedure',
  'body',
];

/**
 * Names that an expression reads from its context: `phone` in `phone`, not in `$states.input.phone`.
 * Step Functions gives expressions no context, so AWS refuses such a definition; `$$` is `'$$'` here.
 */
export function findBareNames(source: string): string[] {
  const names = new Set<string>();
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) part.forEach(visit);
    else if (typeof part === 'object' && part !== null) visitNode(part as SyntaxNode);
  };
  const visitNode = (node: SyntaxNode): void => {
    if (node.type === 'path') {
      // Later steps and their predicates read what the first one gave.
      const first = (node.steps as readonly SyntaxNode[])[0];
      if (first !== undefined) visitNode(first);
      return;
    }
    if (node.type === 'name' && typeof node.value === 'string') names.add(node.value);
    if (node.type === 'variable' && node.value === '$') names.add('$$');
    for (const key of sameContext) visit(node[key]);
  };
  visit(jsonata(source).ast());
  return [...names];
}
