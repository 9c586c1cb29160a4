import { parseArgs } from 'node:util';
import { UsageError } from '../usage-error.ts';
import { readEngines, type SandboxEngine } from './engines.ts';

/** What `npm run dev` was asked for. */
export interface DevOptions {
  readonly port: number;
  readonly dataDir: string | undefined;
  readonly pagesDir: string | undefined;
  readonly live: boolean;
  readonly engines: readonly SandboxEngine[];
  /** Runs the schedules: hot companies are refreshed every 15 minutes. */
  readonly schedules: boolean;
  /** Starts what is synthesized already. */
  readonly asBuilt: boolean;
}

export const defaultPort = 4010;

export const help = `Builds, synthesizes and starts the whole stack on this machine.

  npm run dev -- [options]

  --port N     port of the REST API (default ${defaultPort})
  --data DIR   keep tables, objects, executions and the API key there between runs
  --pages DIR  serve saved pages (DIR/pages.jsonl) as if they were on the web
  --live       use the real internet and the keys in .env instead of the sandbox
  --engines E  ask the stand-ins of these engines too, such as openai,anthropic,bedrock
               (default: the embedded engine alone)
  --schedules  run the schedules too: hot companies are refreshed every 15 minutes
  --as-built   start what is in cdk.out, without building anything
  --help       print this

Ctrl-C stops it; what still runs is aborted.`;

/** Says which web and which engines a stack was started with. */
export function describeWeb({ live, pagesDir, engines }: Pick<DevOptions, 'live' | 'pagesDir' | 'engines'>): string {
  const web = pagesDir === undefined ? 'the sandbox' : `the saved pages of ${pagesDir}`;
  const asked = engines.length === 0 ? '' : `, with ${engines.join(', ')}`;
  return `${live ? 'the real internet' : web}${asked}`;
}

/** Reads the arguments after the script's name; `help` where help is asked. Throws UsageError. */
export function parseDevOptions(argv: readonly string[]): DevOptions | 'help' {
  const values = readValues(argv);
  if (values.help) return 'help';
  if (values.live && values.pages !== undefined) {
    throw new UsageError('--pages replaces the internet and --live uses it; choose one.');
  }
  return {
    port: readPort(values.port),
    dataDir: readFolder('--data', values.data),
    pagesDir: readFolder('--pages', values.pages),
    live: values.live ?? false,
    engines: readEngines(values.engines, values.live ?? false),
    schedules: values.schedules ?? false,
    asBuilt: values['as-built'] ?? false,
  };
}

function readValues(argv: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        pages: { type: 'string' },
        live: { type: 'boolean' },
        engines: { type: 'string' },
        schedules: { type: 'boolean' },
        'as-built': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    return values;
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function readPort(value: string | undefined): number {
  if (value === undefined) return defaultPort;
  const port = Number(value);
  if (/^\d+$/.test(value) && port <= 65_535) return port;
  throw new UsageError(`--port takes a number from 0 to 65535, not "${value}".`);
}

function readFolder(flag: string, value: string | undefined): string | undefined {
  if (value === '') throw new UsageError(`${flag} takes a folder.`);
  return value;
}
