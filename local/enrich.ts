import { join } from 'node:path';
import { prepareArtifacts } from './dev/artifacts.ts';
import { assemblyFor, stepsFor } from './dev/engines.ts';
import { readRunningStack } from './dev/stack-file.ts';
import { connectStack } from './enrich/connect.ts';
import { enrich } from './enrich/enrich.ts';
import { startStack } from './stack.ts';

const root = join(import.meta.dirname, '..');
const say = (line: string) => console.error(line);

process.exitCode = await enrich(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  connect: (options) =>
    connectStack(options, {
      say,
      readRunning: () => readRunningStack(root),
      start: async (stackOptions) => {
        const engines = stackOptions.engines ?? [];
        await prepareArtifacts(root, (name) => say(`Running the ${name} step …`), stepsFor(engines));
        return startStack({ ...stackOptions, assembly: assemblyFor(engines, root) });
      },
    }),
});
