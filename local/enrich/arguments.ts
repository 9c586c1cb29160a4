import { parseArgs } from 'node:util';
import { readEngines, type SandboxEngine } from '../dev/engines.ts';
import { UsageError } from '../usage-error.ts';

/** What the command line asks for. */
export interface EnrichArguments {
  readonly domain: string;
  readonly role: string;
  readonly intent: string | null;
  /** Domain of the company that sells, null where the brief is for nobody in particular. */
  readonly vendor: string | null;
  readonly json: boolean;
  readonly refresh: boolean;
  readonly live: boolean;
  readonly engines: readonly SandboxEngine[];
  /** Folder of saved pages to serve as the web, null for the sandbox's companies. */
  readonly pages: string | null;
}

export const help = `Enriches one company and prints its brief with citations.

  npm run enrich -- <domain> [options]

  --role AE          who reads it: AE, SE, BDR, CSM, or the role's full name (default AE)
  --intent discovery in which situation: discovery, competitive, renewal (default: detected)
  --vendor DOMAIN    who sells: sets the company beside this vendor (fit, objections, battlecard)
  --refresh          ask the sources again even if an answer is kept
  --pages DIR        serve saved pages (DIR/pages.jsonl) as the web, in a stack of its own
  --live             use the real internet and the keys in .env, in a stack of its own
  --engines LIST     ask the stand-ins of these engines too (openai,anthropic,bedrock), in a
                     stack of its own
  --json             print the final answer as JSON on stdout and nothing else there
  --help             print this

A running stack (npm run dev) is used where there is one; else one is started and stopped again.

Exit codes: 0 completed, 3 completed with sources lost (partial), 4 the company could not be
resolved (ambiguous, not found, unreachable, parked), 1 failed, 2 bad input.`;

/** Reads the arguments after the script's name; `help` where help is asked. Throws UsageError. */
export function parseEnrichArguments(argv: readonly string[]): EnrichArguments | 'help' {
  const { values, positionals } = readOptions(argv);
  if (values.help) return 'help';
  const [domain, ...rest] = positionals;
  if (domain === undefined) throw new UsageError('Name the domain of a company, such as example.com.');
  if (rest.length > 0) throw new UsageError(`One company at a time: what is "${rest.join(' ')}"?`);
  if (values.live && values.pages !== undefined) throw new UsageError('Either --live or --pages, not both.');
  return {
    domain,
    role: values.role,
    intent: values.intent ?? null,
    vendor: values.vendor ?? null,
    json: values.json,
    refresh: values.refresh,
    live: values.live,
    engines: readEngines(values.engines, values.live),
    pages: values.pages ?? null,
  };
}

function readOptions(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        role: { type: 'string', default: 'AE' },
        intent: { type: 'string' },
        vendor: { type: 'string' },
        json: { type: 'boolean', default: false },
        refresh: { type: 'boolean', default: false },
        live: { type: 'boolean', default: false },
        pages: { type: 'string' },
        engines: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : 'The options do not make sense.', { cause });
  }
}
