import { join } from 'node:path';
import { prepareArtifacts } from './dev/artifacts.ts';
import { assemblyFor, stepsFor } from './dev/engines.ts';
import { describeFailure, exitCodes } from './dev/failure.ts';
import { describeStack } from './dev/greeting.ts';
import { describeWeb, help, parseDevOptions } from './dev/options.ts';
import { removeRunningStack, writeRunningStack } from './dev/stack-file.ts';
import { startStack } from './stack.ts';

const root = join(import.meta.dirname, '..');
const stopped = Promise.withResolvers<void>();

// The first signal stops in order, a second one at once: whoever presses twice does not want to wait.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    stopped.resolve();
    process.once(signal, () => process.exit(exitCodes.killed));
  });
}

async function run(): Promise<void> {
  const options = parseDevOptions(process.argv.slice(2));
  if (options === 'help') {
    console.log(help);
    return;
  }
  if (!options.asBuilt) {
    await prepareArtifacts(root, (name) => console.log(`Running the ${name} step …`), stepsFor(options.engines));
  }
  const stack = await startStack({
    ...options,
    assembly: assemblyFor(options.engines, root),
    onLog: ({ from, text }) => console.log(`[${from}] ${text.trimEnd()}`),
  });
  try {
    const { url, apiKey, endpoints, template } = stack;
    writeRunningStack(root, {
      ...{ url, apiKey, pid: process.pid, endpoints: { ...endpoints }, outputs: template.outputs },
      web: describeWeb(options),
    });
    console.log(describeStack(stack, options.live ? 'example.com' : 'brindlemark.example'));
    await stopped.promise;
    console.log('Stopping …');
  } finally {
    removeRunningStack(root, process.pid);
    await stack.close();
  }
}

try {
  await run();
} catch (error) {
  const { message, exitCode } = describeFailure(error);
  console.error(message);
  process.exitCode = exitCode;
}
