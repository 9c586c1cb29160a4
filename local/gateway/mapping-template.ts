import { Compile, parse } from 'velocityjs';
import { TemplateError } from '../template/errors.ts';

/** Values that a mapping template may name, as `context`, `input` and so on. */
export type TemplateVariables = Readonly<Record<string, unknown>>;

/**
 * Fills a mapping template, which is written in Velocity
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html).
 * A variable without value becomes nothing, an object JSON. What it assigns to
 * `$context.responseOverride` stands in the variables afterwards.
 */
export function fillTemplate(template: string, variables: TemplateVariables): string {
  return new Compile(parse(withQuietReferences(template)), { escape: false }).render({ ...variables });
}

/** Throws TemplateError for a template that is not Velocity, or that reads the body, which nothing here maps. */
export function checkTemplate(template: string): void {
  const unsupported = /\$(?:util\b|input\.(?:json|path|body)\b)/.exec(template)?.[0];
  if (unsupported !== undefined) {
    throw new TemplateError(`The laptop's gateway does not map bodies; a mapping template uses ${unsupported}.`);
  }
  try {
    parse(template);
  } catch (cause) {
    throw new TemplateError(`A mapping template is not valid Velocity: ${template.slice(0, 100)}`, { cause });
  }
}

/** Outside directives `$a.b` is read as `$!a.b`: API Gateway writes nothing for what has no value. */
function withQuietReferences(template: string): string {
  return template
    .split('\n')
    .map((line) => (line.trimStart().startsWith('#') ? line : line.replace(/\$(?=[{A-Za-z])/g, '$!')))
    .join('\n');
}
/**
 * Evaluates the value of a response parameter: `'literal'`, or the path of a variable such as
 * `context.requestId`. Gives undefined for a variable without value, whose header is left out.
 */
export function readParameter(expression: string, variables: TemplateVariables): string | undefined {
  const literal = /^'(.*)'$/s.exec(expression)?.[1];
  if (literal !== undefined) return literal;
  const value = read(variables, expression);
  return value === undefined || value === null ? undefined : toText(value);
}

function read(variables: TemplateVariables, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
      variables,
    );
}

function toText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
