import { TemplateError } from '../template/errors.ts';

/** Values that a mapping template may name, as `context`, `input` and so on. */
export type TemplateVariables = Readonly<Record<string, unknown>>;

/**
 * Fills a mapping template: `$context.a.b` and `${context.a.b}` become text, an unknown one nothing.
 * Velocity's directives (`#set`, `#if`) are refused with TemplateError rather than sent out as text.
 */
export function fillTemplate(template: string, variables: TemplateVariables): string {
  checkTemplate(template);
  return template.replaceAll(/\$(?:\{([A-Za-z][\w.-]*)\}|([A-Za-z][\w-]*(?:\.[A-Za-z][\w-]*)*))/g, (_, braced, plain) =>
    toText(read(variables, braced ?? plain)),
  );
}

/** Throws TemplateError for a template that needs more of Velocity than variables. */
export function checkTemplate(template: string): void {
  const directive = /#(?:set|if|elseif|else|foreach|end|define|macro)\b|\$(?:input|util)\b/.exec(template)?.[0];
  if (directive === undefined) return;
  throw new TemplateError(
    `The laptop's gateway fills in $context variables only; a mapping template uses ${directive}.`,
  );
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
