/** A JSON schema as it comes over the wire. */
export interface SchemaNode {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
}

/** What any provider is asked, once its own envelope is off. */
export interface AskedQuestion {
  readonly system: string;
  readonly prompt: string;
  readonly schema: SchemaNode;
  readonly maxOutputTokens: number;
}

/** A text between markers in a prompt. */
export interface FencedDocument {
  readonly id: string;
  readonly text: string;
}

/** Markers are tags whose name ends in a long hexadecimal word, as nobody writes them by chance. */
const fenced = /<([\w-]*[\da-f]{16,})((?:\s[^>\n]*)?)>\n?([\s\S]*?)\n?<\/\1>/g;

/** Finds the fenced texts of a prompt, each with the `id` of its marker. */
export function readFencedDocuments(prompt: string): FencedDocument[] {
  return [...prompt.matchAll(fenced)].map(([, , attributes = '', text = ''], index) => ({
    id: /\bid="([^"]*)"/.exec(attributes)?.[1] ?? `D${index + 1}`,
    text,
  }));
}

/** What a tokeniser would count, roughly: four characters make a token. */
export function countTokens(text: string): number {
  return Math.ceil(text.length / 4);
}

/** Says what a strict structured output refuses in a schema, null where it takes it. */
export function refusalOfSchema(schema: SchemaNode, path = 'schema'): string | null {
  const { properties, items, anyOf = [] } = schema;
  if (schema.type === 'object') {
    if (schema.additionalProperties !== false) return `${path}: 'additionalProperties' is required to be false.`;
    const missing = Object.keys(properties ?? {}).find((name) => !schema.required?.includes(name));
    if (missing !== undefined) return `${path}: 'required' has to include every property. Missing '${missing}'.`;
  }
  const parts: [string, SchemaNode][] = [
    ...Object.entries(properties ?? {}),
    ...(items === undefined ? [] : [['items', items] as [string, SchemaNode]]),
    ...anyOf.map((node, index) => [`anyOf.${index}`, node] as [string, SchemaNode]),
  ];
  for (const [name, node] of parts) {
    const refusal = refusalOfSchema(node, `${path}.${name}`);
    if (refusal !== null) return refusal;
  }
  return null;
}
