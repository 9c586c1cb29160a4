import { parseArgs } from 'node:util';
import { OperatorError } from './deployment.ts';

/** What `npm run keys` was asked to do. */
export type KeyCommand =
  | {
      readonly command: 'create';
      readonly name: string;
      readonly role: string;
      readonly plan: string;
      readonly scopes: readonly string[] | null;
      readonly clientId: string | null;
    }
  | { readonly command: 'list' }
  | { readonly command: 'rotate'; readonly clientId: string; readonly overlapSeconds: number }
  | { readonly command: 'revoke'; readonly clientId: string; readonly keyId: string | null };

/** A command, and the stage it is for: null is the laptop. */
export interface KeyArguments {
  readonly stage: string | null;
  readonly command: KeyCommand;
}

export const help = `Makes, lists, rotates and revokes API keys.

  npm run keys -- create --name "Sales app" [--role viewer|seller|admin] [--plan trial|team|enterprise]
                         [--scopes company:read,enrich:start] [--client ID]
  npm run keys -- list
  npm run keys -- rotate CLIENT [--overlap 24h]     the old keys stay valid for the overlap
  npm run keys -- revoke CLIENT [--key KEYID]       all of its keys, or one

Without --stage it works on the stack that "npm run dev" started; --stage dev|test|prod works on a deployed one.
A key is shown once, when it is made; only its hash is kept.`;

const options = {
  stage: { type: 'string' },
  name: { type: 'string' },
  role: { type: 'string', default: 'seller' },
  plan: { type: 'string', default: 'team' },
  scopes: { type: 'string' },
  client: { type: 'string' },
  overlap: { type: 'string', default: '24h' },
  key: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Reads the arguments of `npm run keys`, `help` where help is asked. Throws OperatorError on others. */
export function parseKeyArguments(argv: readonly string[]): KeyArguments | 'help' {
  const { values, positionals } = readOptions(argv);
  if (values.help) return 'help';
  const [command, clientId, ...rest] = positionals;
  if (rest.length > 0) throw new OperatorError(`"${rest[0]}" is one argument too many.`);
  const stage = values.stage ?? null;
  switch (command) {
    case 'create': {
      if (values.name === undefined) throw new OperatorError('create needs --name, such as --name "Sales app".');
      const { name, role, plan, client = null } = values;
      const scopes = values.scopes?.split(',').map((scope) => scope.trim()) ?? null;
      return { stage, command: { command, name, role, plan, scopes, clientId: client } };
    }
    case 'list':
      return { stage, command: { command } };
    case 'rotate':
      return {
        stage,
        command: { command, clientId: requireClient(clientId), overlapSeconds: parseDuration(values.overlap) },
      };
    case 'revoke':
      return { stage, command: { command, clientId: requireClient(clientId), keyId: values.key ?? null } };
    default:
      throw new OperatorError(
        `Say create, list, rotate or revoke${command === undefined ? '' : `, not "${command}"`}.`,
      );
  }
}

function readOptions(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (cause) {
    throw new OperatorError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function requireClient(clientId: string | undefined): string {
  if (clientId === undefined) throw new OperatorError('Name the client; "npm run keys -- list" shows them.');
  return clientId;
}

const secondsOf = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/** Gives the seconds of `90s`, `30m`, `24h` or `7d`. */
function parseDuration(text: string): number {
  const [, count = '', unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  if (count === '') throw new OperatorError(`--overlap takes a number with s, m, h or d, not "${text}".`);
  return Number(count) * secondsOf[unit as keyof typeof secondsOf];
}
