import type { RuleTarget } from '../template/events.ts';

/** Gives the JSON text that a target is sent for an event (docs: eb-transform-target-input). */
export function targetInput(target: RuleTarget, event: Readonly<Record<string, unknown>>): string {
  if (target.input !== undefined) return target.input;
  if (target.inputPath !== undefined) return JSON.stringify(readPath(event, target.inputPath) ?? null);
  if (target.inputTransformer === undefined) return JSON.stringify(event);
  const { paths, template } = target.inputTransformer;
  const values = Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, readPath(event, path)]));
  return fillInput(template, values, event);
}

/** A placeholder inside a JSON text stands for its text, one beside it for its JSON. */
function fillInput(template: string, values: Readonly<Record<string, unknown>>, event: unknown): string {
  let quoted = false;
  return template.replaceAll(/\\.|"|<([\w.-]+)>/g, (token, name: string | undefined) => {
    if (token === '"') quoted = !quoted;
    if (name === undefined) return token;
    const value = name === 'aws.events.event' || name === 'aws.events.event.json' ? event : values[name];
    if (!quoted) return JSON.stringify(value ?? null);
    return JSON.stringify(typeof value === 'string' ? value : JSON.stringify(value ?? '')).slice(1, -1);
  });
}

/** Reads `$.detail.name` and `$.resources[0]`. */
function readPath(event: unknown, path: string): unknown {
  const keys = path
    .replace(/^\$\.?/, '')
    .split(/[.[\]]+/)
    .filter(Boolean);
  return keys.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    event,
  );
}
