import * as z from 'zod';
import { IntelligenceError } from '../errors.ts';

type Node = Readonly<Record<string, unknown>>;

/** What all three providers take in a schema; limits of length and range are held by our own check. */
const kept = ['type', 'enum', 'const', 'description', 'required', 'additionalProperties', '$ref'] as const;

/**
 * Gives a schema as JSON schema in the subset that the providers' structured outputs share, the same
 * bytes for the same schema. Throws IntelligenceError `internal` for what they would refuse or fill
 * with nothing: a root that is no object, optional properties, records.
 * https://developers.openai.com/api/docs/guides/structured-outputs,
 * https://platform.claude.com/docs/en/build-with-claude/structured-outputs
 */
export function describeSchema(schema: z.ZodType): Node {
  const described = z.toJSONSchema(schema, { unrepresentable: 'throw' }) as Node;
  if (described.type !== 'object') throw refuse('its root is no object');
  return simplify(described);
}

function simplify(node: Node): Node {
  if (node.type === 'object') guardObject(node);
  const properties = mapNodes(node.properties);
  const definitions = mapNodes(node.$defs);
  const choices = (node.anyOf ?? node.oneOf) as readonly Node[] | undefined;
  return {
    ...Object.fromEntries(kept.flatMap((name) => (node[name] === undefined ? [] : [[name, node[name]]]))),
    ...(properties === null ? {} : { properties }),
    ...(node.items === undefined ? {} : { items: simplify(node.items as Node) }),
    ...(choices === undefined ? {} : { anyOf: choices.map(simplify) }),
    ...(definitions === null ? {} : { $defs: definitions }),
  };
}

function mapNodes(nodes: unknown): Node | null {
  if (nodes === undefined) return null;
  return Object.fromEntries(
    Object.entries(nodes as Record<string, Node>).map(([name, node]) => [name, simplify(node)]),
  );
}

function guardObject({ properties = {}, required = [], additionalProperties }: Node): void {
  if (additionalProperties !== false) throw refuse('it has a record or a loose object');
  const missing = Object.keys(properties as Node).filter((name) => !(required as readonly string[]).includes(name));
  if (missing.length > 0) throw refuse(`optional properties are not possible: ${missing.join(', ')}`);
}

function refuse(why: string): IntelligenceError {
  return new IntelligenceError('internal', `An engine cannot answer in this schema: ${why}.`);
}
