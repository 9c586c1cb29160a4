import { parseArgs } from 'node:util';
import { BadInput } from './rows.ts';
import { evaluateEntities } from './tasks/entities.ts';
import { evaluateExtraction } from './tasks/extract.ts';
import { evaluateFacts } from './tasks/facts.ts';
import { evaluateGrounding } from './tasks/grounding.ts';
import { evaluateIndustry } from './tasks/industry.ts';
import { evaluatePersonalData } from './tasks/pii.ts';
import { evaluateResolution } from './tasks/resolve.ts';
import { evaluateRobots } from './tasks/robots.ts';
import { evaluateSentiment } from './tasks/sentiment.ts';
import { evaluateSpeed } from './tasks/speed.ts';
import { evaluateSsrf } from './tasks/ssrf.ts';

type Option = 'cases' | 'directory' | 'pages' | 'sites';

interface Task {
  /** The option that names its input. */
  readonly option: Option;
  /** One that it can do without. */
  readonly also?: Option;
  readonly evaluate: (path: string, also?: string) => unknown;
}

const tasks: Readonly<Record<string, Task>> = {
  ssrf: { option: 'cases', evaluate: evaluateSsrf },
  extract: { option: 'pages', evaluate: evaluateExtraction },
  robots: { option: 'cases', evaluate: evaluateRobots },
  industry: { option: 'cases', evaluate: evaluateIndustry },
  grounding: { option: 'cases', evaluate: evaluateGrounding },
  facts: { option: 'sites', also: 'pages', evaluate: evaluateFacts },
  pii: { option: 'cases', evaluate: evaluatePersonalData },
  sentiment: { option: 'cases', evaluate: evaluateSentiment },
  entities: { option: 'cases', evaluate: evaluateEntities },
  speed: { option: 'pages', evaluate: evaluateSpeed },
  resolve: { option: 'cases', also: 'directory', evaluate: evaluateResolution },
};

interface Output {
  write(text: string): unknown;
}

/**
 * Measures the product against labelled data: one JSON object on `stdout`. Gives the exit code: 0,
 * or 2 for a command line, a path or a row that does not make sense, told on `stderr`.
 */
export async function runEvaluation(argv: readonly string[], stdout: Output, stderr: Output): Promise<number> {
  try {
    const { name, task, path, also } = readArguments(argv);
    const result = await task.evaluate(path, also);
    stdout.write(`${JSON.stringify({ task: name, ...(result as object) }, null, 2)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    stderr.write(`${error.message}\n`);
    return 2;
  }
}

interface Arguments {
  readonly name: string;
  readonly task: Task;
  readonly path: string;
  readonly also?: string | undefined;
}

function readArguments(argv: readonly string[]): Arguments {
  const { positionals, values } = parseOptions(argv);
  const [name = '', ...rest] = positionals;
  const task = Object.hasOwn(tasks, name) ? tasks[name] : undefined;
  if (task === undefined || rest.length > 0) {
    throw new BadInput(`Name one task of ${Object.keys(tasks).join(', ')}; given: "${positionals.join(' ')}".`);
  }
  const path = values[task.option];
  if (path === undefined || path === '') throw new BadInput(`${name} takes --${task.option} PATH.`);
  const known = [task.option, ...(task.also === undefined ? [] : [task.also])];
  const others = Object.keys(values).filter((option) => !known.some((each) => each === option));
  if (others.length > 0)
    throw new BadInput(`${name} takes --${known.join(', --')} only, not --${others.join(', --')}.`);
  return { name, task, path, ...(task.also === undefined ? {} : { also: values[task.also] }) };
}

function parseOptions(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        cases: { type: 'string' },
        directory: { type: 'string' },
        pages: { type: 'string' },
        sites: { type: 'string' },
      },
    });
  } catch (cause) {
    throw new BadInput(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
