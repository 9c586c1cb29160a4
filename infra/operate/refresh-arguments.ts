import { parseArgs } from 'node:util';
import { OperatorError } from './deployment.ts';

/** A round of refreshes, and the stage it is for: null is the laptop. */
export interface RefreshArguments {
  readonly stage: string | null;
  /** The machine's input; what is not said has its default there. */
  readonly input: { readonly limit?: number; readonly budgetUsd?: number; readonly requestsPerDay?: number };
}

export const help = `Makes the answers of hot companies again before they expire, now instead of in the next scheduled round.

  npm run refresh -- [--stage dev|test|prod] [--limit N] [--budget USD] [--requests-per-day N]

  --limit N             answers at most (default 100)
  --budget USD          what all of them may cost together (default 10)
  --requests-per-day N  asked for at least so often (default 0.96)

Without --stage it works on the stack that "npm run dev" started. Prints what the round did; exit code 0, or
1 where the round broke.`;

/** Reads the arguments of `npm run refresh`, `help` where help is asked. Throws OperatorError on others. */
export function parseRefreshArguments(argv: readonly string[]): RefreshArguments | 'help' {
  const values = readOptions(argv);
  if (values.help) return 'help';
  return {
    stage: values.stage ?? null,
    input: {
      ...readNumber('limit', values.limit, /^[1-9]\d{0,2}$|^1000$/),
      ...readNumber('budgetUsd', values.budget, /^\d{1,6}(\.\d{1,4})?$/),
      ...readNumber('requestsPerDay', values['requests-per-day'], /^\d{1,6}(\.\d{1,4})?$/),
    },
  };
}

function readNumber(name: string, text: string | undefined, pattern: RegExp): Record<string, number> {
  if (text === undefined) return {};
  if (pattern.test(text) && Number(text) > 0) return { [name]: Number(text) };
  throw new OperatorError(`"${text}" is no ${name} that the machine takes.`);
}

function readOptions(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        stage: { type: 'string' },
        limit: { type: 'string' },
        budget: { type: 'string' },
        'requests-per-day': { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (cause) {
    throw new OperatorError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
