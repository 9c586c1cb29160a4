import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The folders of `functions/` that hold Lambdas, in the order in which a run passes them. */
export const stages = ['discovery', 'aggregation', 'analysis', 'response', 'refresh', 'privacy', 'api'] as const;
export type Stage = (typeof stages)[number];

/** One Lambda: its name is its file's name and is unique over all stages. */
export interface FunctionSource {
  readonly name: string;
  readonly stage: Stage;
  /** Absolute path of the TypeScript file. */
  readonly file: string;
}

const exportsHandler = /^export\s+(?:const|async\s+function|function)\s+handler\b/m;

/**
 * Finds every Lambda under a `functions/` folder: the files that stand directly in a stage's folder
 * and export `handler`. Throws Error when two stages use one name.
 */
export function discoverFunctions(root: string): FunctionSource[] {
  const found = stages.flatMap((stage) => functionsOfStage(root, stage));
  const names = found.map((source) => source.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`Two functions are called ${twice}; a function's name must be unique.`);
  return found;
}

function functionsOfStage(root: string, stage: Stage): FunctionSource[] {
  const folder = join(root, stage);
  return listFiles(folder)
    .filter((file) => file.endsWith('.ts') && exportsHandler.test(readFileSync(join(folder, file), 'utf8')))
    .map((file) => ({ name: basename(file, '.ts'), stage, file: join(folder, file) }));
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
