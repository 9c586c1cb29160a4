import jsonata from 'jsonata';

/** What a JSONata expression asks of its surroundings. */
export interface ExpressionReferences {
  /** Workflow variables, without the `$`, that must have a value. */
  readonly variables: ReadonlySet<string>;
  /** Fields of `$states` it reads: `input`, `result`, `errorOutput`, `context`. */
  readonly states: ReadonlySet<string>;
}

type Node = Readonly<Record<string, unknown>>;

/** Functions of JSONata 2.0.6 (https://docs.jsonata.org/overview) without `$eval`, which Step Functions removes. */
const jsonataFunctions =
  'sum count max min average string substring substringBefore substringAfter lowercase uppercase length trim pad match ' +
  'contains replace split join formatNumber formatBase formatInteger parseInteger number floor ceil round abs sqrt power ' +
  'boolean not map zip filter single reduce sift keys lookup append exists spread merge reverse each error assert type ' +
  'sort shuffle distinct base64encode base64decode encodeUrlComponent encodeUrl decodeUrlComponent decodeUrl now millis ' +
  'fromMillis toMillis clone';
/** Functions that Step Functions adds (https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html). */
const stepFunctionsFunctions = 'parse partition range hash uuid random';
const knownFunctions = new Set(`${jsonataFunctions} ${stepFunctionsFunctions}`.split(' '));

/**
 * Gives what an expression (without its `{% %}`) refers to. A variable that the expression itself asks
 * `$exists` about may be undefined and is left out. Throws Error when it is not JSONata 2.0.6.
 */
export function readReferences(expression: string): ExpressionReferences {
  const nodes = [...walk(parse(expression))];
  const bound = new Set(nodes.flatMap(namesBound));
  const guarded = new Set(nodes.flatMap(namesGuarded));
  const names = nodes.filter((node) => node.type === 'variable').map((node) => String(node.value));
  const outer = names.filter((name) => !isContext(name) && !bound.has(name) && !knownFunctions.has(name));
  return {
    variables: new Set(outer.filter((name) => name !== 'states' && !guarded.has(name))),
    states: new Set(nodes.flatMap(fieldsOfStates)),
  };
}

function parse(expression: string): Node {
  try {
    return jsonata(expression).ast() as unknown as Node;
  } catch (error) {
    const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
    throw new Error(String(message), { cause: error });
  }
}

function* walk(value: unknown): Generator<Node> {
  if (Array.isArray(value)) {
    for (const item of value) yield* walk(item);
  } else if (typeof value === 'object' && value !== null) {
    yield value as Node;
    for (const item of Object.values(value)) yield* walk(item);
  }
}

/** `$` and `$$`, which the parser calls '' and '$'. */
function isContext(name: string): boolean {
  return name === '' || name === '$';
}

function namesBound(node: Node): string[] {
  const focus = [node.focus, node.index].filter((name) => typeof name === 'string');
  const left = node.type === 'bind' ? [nameOf(node.lhs)] : [];
  const parameters = node.type === 'lambda' && Array.isArray(node.arguments) ? node.arguments.map(nameOf) : [];
  return [...focus, ...left, ...parameters];
}

function namesGuarded(node: Node): string[] {
  if (node.type !== 'function' || nameOf(node.procedure) !== 'exists') return [];
  return [...walk(node.arguments)].filter((inner) => inner.type === 'variable').map(nameOf);
}

function fieldsOfStates(node: Node): string[] {
  if (node.type !== 'path' || !Array.isArray(node.steps)) return [];
  const [first, second] = node.steps;
  return nameOf(first) === 'states' && second !== undefined ? [nameOf(second)] : [];
}

function nameOf(node: unknown): string {
  return typeof node === 'object' && node !== null && 'value' in node ? String(node.value) : '';
}
