import type { RunningStack } from '../dev/stack-file.ts';
import type { Stack, StackOptions } from '../stack.ts';
import type { EnrichArguments } from './arguments.ts';
import type { StackConnection } from './enrich.ts';

/** How a stack is found and started. */
export interface StackFinder {
  /** The stack that runs on this machine, if any. */
  readRunning(): RunningStack | null;
  /** Builds what is out of date, then starts a stack. */
  start(options: StackOptions): Promise<Pick<Stack, 'url' | 'apiKey' | 'close'>>;
  /** Tells the user what takes its time. */
  say(line: string): void;
}

const healthTimeoutMs = 3000;

/**
 * Gives the running stack, which is left alone afterwards, or one of this command's own. Saved pages,
 * engines and the real internet always get their own, as the running one may have been started without.
 */
export async function connectStack(options: EnrichArguments, finder: StackFinder): Promise<StackConnection> {
  const running = options.live || options.pages !== null || options.engines.length > 0 ? null : finder.readRunning();
  if (running !== null && (await answers(running.url))) {
    finder.say(`Using the stack that runs at ${running.url}, which sees ${running.web ?? 'a web of its own'}.`);
    return { url: running.url, apiKey: running.apiKey, stop: async () => {} };
  }
  finder.say('Starting the stack …');
  const stack = await finder.start({
    port: 0,
    pagesDir: options.pages ?? undefined,
    live: options.live,
    engines: options.engines,
  });
  return { url: stack.url, apiKey: stack.apiKey, stop: () => stack.close() };
}

/** The process may be another's by now, or its stack may just be stopping. */
async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url.replace(/\/$/, '')}/health`, { signal: AbortSignal.timeout(healthTimeoutMs) });
    await response.body?.cancel();
    return response.status < 500 || response.status === 503;
  } catch {
    return false;
  }
}
