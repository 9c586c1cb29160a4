import { parseArgs } from 'node:util';
import { OperatorError } from './deployment.ts';

/** What `npm run companies:import` was asked to do; a null stage is the laptop. */
export interface ImportArguments {
  readonly stage: string | null;
  readonly file: string;
  /** Only say which rows are not valid. */
  readonly isCheck: boolean;
  /** Take the companies out instead. */
  readonly isRemoval: boolean;
}

export const importHelp = `Puts a list of companies into the index that lookup and starts by name search.

  npm run companies:import -- FILE [--check] [--stage dev|test|prod]
  npm run companies:import -- FILE --remove         takes the companies whose domains FILE has out again

FILE is JSON Lines, or CSV with a header: domain, name, and where known otherNames, formerNames (in CSV
separated by ";"), description, industry, headquarters or location, employees, founded.
Without --stage it works on the stack that "npm run dev" started. --check only says which rows are not valid.
Importing a list again changes nothing; what an enrichment found out goes before what a list says.`;

/** Reads the arguments, `help` where help is asked. Throws OperatorError on others. */
export function parseImportArguments(argv: readonly string[]): ImportArguments | 'help' {
  const { values, positionals } = readOptions(argv);
  if (values.help) return 'help';
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0) throw new OperatorError('Name one file.');
  return { stage: values.stage ?? null, file, isCheck: values.check, isRemoval: values.remove };
}

function readOptions(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        stage: { type: 'string' },
        check: { type: 'boolean', default: false },
        remove: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (cause) {
    throw new OperatorError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
