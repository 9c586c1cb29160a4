import { parseArgs } from 'node:util';
import { OperatorError } from './deployment.ts';

/** What `npm run secrets:push` was asked to do. */
export interface SecretArguments {
  readonly stage: string;
  /** The file that holds the keys. */
  readonly file: string;
  /** Says what would be pushed and pushes nothing. */
  readonly check: boolean;
}

export const secretHelp = `Puts the providers' keys of an environment file into the Secrets Manager secrets of a stage.

  npm run secrets:push -- [--stage dev|test|prod] [--file .env] [--check]

SERPAPI_KEY, BRIGHT_DATA_TOKEN, SNOV_API_KEY (clientId:clientSecret), OPENAI_API_KEY and ANTHROPIC_API_KEY are
read from the file, else from the environment; what is in neither stays as it is. No value is ever printed.
Functions see a new key within five minutes, without a deployment. Stage dev unless told otherwise.
The laptop needs none of this: "npm run dev -- --live" reads the same file itself.`;

const options = {
  stage: { type: 'string', default: 'dev' },
  file: { type: 'string', default: '.env' },
  check: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Reads the arguments of `npm run secrets:push`, `help` where help is asked. Throws OperatorError on others. */
export function parseSecretArguments(argv: readonly string[]): SecretArguments | 'help' {
  const { help, stage, file, check } = readOptions(argv);
  if (help) return 'help';
  if (!['dev', 'test', 'prod'].includes(stage)) {
    throw new OperatorError(`--stage takes dev, test or prod, not "${stage}".`);
  }
  return { stage, file, check };
}

function readOptions(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options }).values;
  } catch (cause) {
    throw new OperatorError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
