import { parseArgs } from 'node:util';

/**
 * Reads `--context key=value` (or `-c`) from a command line, as `cdk synth` takes them.
 * Throws Error on an argument that is none of these.
 */
export function readContext(argv: readonly string[]): Record<string, string> {
  const { values } = parseArgs({
    args: argv.slice(2),
    options: { context: { type: 'string', multiple: true, short: 'c', default: [] } },
  });
  return Object.fromEntries(values.context.map(parsePair));
}

function parsePair(pair: string): [string, string] {
  const equals = pair.indexOf('=');
  if (equals < 1) throw new Error(`--context takes key=value, not "${pair}".`);
  return [pair.slice(0, equals), pair.slice(equals + 1)];
}
