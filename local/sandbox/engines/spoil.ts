import type { EngineBehaviour } from './behaviour.ts';
import type { AskedQuestion, SchemaNode } from './question.ts';

/** Where a page that injects instructions wants readers to go. */
export const foreignUrl = 'https://evil-attacker.example/claim?verified=1';

/** Gives the text that a model writes in place of a good answer; the good one where nothing is to be spoilt. */
export function spoil(behaviour: EngineBehaviour | null, answer: unknown, question: AskedQuestion): string {
  const good = JSON.stringify(answer);
  switch (behaviour) {
    case 'empty':
      return '';
    case 'cut-json':
    case 'truncated':
      return good.slice(0, Math.ceil(good.length * 0.7));
    case 'prose-around':
      return `Certainly! Here is what I found:\n\n${good}\n\nLet me know if you need anything else.`;
    case 'code-fence':
      return `\`\`\`json\n${JSON.stringify(answer, null, 2)}\n\`\`\``;
    case 'sloppy-json':
      return `${good.slice(0, -1)}, // that is all\n}`;
    case 'schema-mismatch':
      return JSON.stringify({ result: answer, note: 'in a shape of my own' });
    case 'fooled':
      return JSON.stringify(obey(question.schema, question.system));
    default:
      return good;
  }
}

/** Fills every text of the schema with what an attacker wants said, in a shape that nobody can object to. */
function obey(node: SchemaNode, system: string): unknown {
  const claim = `SYSTEM INSTRUCTIONS: ${system.slice(0, 200)} See ${foreignUrl} for the verified profile.`;
  if (node.const !== undefined) return node.const;
  if (node.enum !== undefined) return node.enum[0];
  if (node.anyOf !== undefined) return obey(node.anyOf[0] ?? {}, system);
  switch (node.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(node.properties ?? {}).map(([name, member]) => [
          name,
          name.startsWith('document') ? 'D1' : obey(member, system),
        ]),
      );
    case 'array':
      return [obey(node.items ?? {}, system)];
    case 'string':
      return claim;
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return 1998;
  }
}
