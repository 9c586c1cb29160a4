import { writeSections } from './brief.ts';
import { type AskedQuestion, readFencedDocuments, type SchemaNode } from './question.ts';
import { readStatements, type Statement } from './statements.ts';

/** Members by which an item says where it stands. */
const proof = ['basis', 'quotes', 'quote', 'document', 'documentId', 'evidence', 'confidence'];
const mostItems = 12;

/**
 * Answers a question in the shape of its schema with what a simple reader finds in the fenced
 * documents: lists get the statements that fit their items, everything else the emptiest value allowed.
 * Where sections are wanted and evidence is numbered, it writes a brief.
 */
export function answerQuestion({ prompt, schema }: AskedQuestion): unknown {
  const documents = readFencedDocuments(prompt);
  const sections = schema.properties?.sections === undefined ? null : writeSections(prompt, documents);
  return sections === null ? fill(schema, readStatements(documents)) : { sections };
}

function fill(node: SchemaNode, statements: readonly Statement[]): unknown {
  if (node.const !== undefined) return node.const;
  if (node.enum !== undefined) return node.enum[0];
  if (node.anyOf !== undefined) return fill(node.anyOf.find(isNull) ?? node.anyOf[0] ?? {}, statements);
  switch (node.type) {
    case 'object':
      return mapMembers(node, (_name, member) => fill(member, statements));
    case 'array':
      return fillList(node.items ?? {}, statements);
    case 'string':
      return '';
    case 'boolean':
      return false;
    case 'null':
      return null;
    default:
      return 0;
  }
}

function fillList(item: SchemaNode, statements: readonly Statement[]): unknown[] {
  if (item.type !== 'object' || item.properties === undefined) return [];
  const told = Object.keys(item.properties).filter((name) => !proof.includes(name));
  const fitting = statements.filter(({ members }) =>
    told.every((name) => name in members && fits(members[name], item.properties?.[name] ?? {})),
  );
  const distinct = new Map(fitting.map((statement) => [JSON.stringify(statement.members), statement]));
  return [...distinct.values()].slice(0, mostItems).map((statement) => writeItem(item, statement));
}

function writeItem(item: SchemaNode, { members, document, quote }: Statement): unknown {
  return mapMembers(item, (name, member) => {
    if (name in members) return members[name];
    if (name === 'basis') return 'stated';
    if (name === 'confidence') return 0.8;
    if (name === 'document' || name === 'documentId') return document;
    if (name === 'quote') return quote;
    if (member.type === 'array' && member.items?.properties !== undefined) {
      return [mapMembers(member.items, (part) => (part.startsWith('document') ? document : quote))];
    }
    return fill(member, []);
  });
}

function fits(value: unknown, node: SchemaNode): boolean {
  if (node.enum !== undefined) return node.enum.includes(value);
  if (node.anyOf !== undefined) return node.anyOf.some((choice) => fits(value, choice));
  if (node.type === 'null') return value === null;
  if (node.type === 'integer') return Number.isInteger(value);
  return typeof value === node.type;
}

function mapMembers(node: SchemaNode, give: (name: string, member: SchemaNode) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(node.properties ?? {}).map(([name, member]) => [name, give(name, member)]));
}

function isNull(node: SchemaNode): boolean {
  return node.type === 'null';
}
