import type { EngineBehaviour } from './behaviour.ts';
import { obey } from './obey.ts';
import type { AskedQuestion } from './question.ts';

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
      return JSON.stringify(obey(question));
    default:
      return good;
  }
}
