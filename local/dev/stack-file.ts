import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';

const runningStackSchema = z.object({
  url: z.url(),
  apiKey: z.string(),
  pid: z.number().int(),
  /** The loopback addresses of the services, and the stack's outputs, for the operator's commands. */
  endpoints: z.record(z.string(), z.url()),
  outputs: z.record(z.string(), z.string()),
  /** What its companies are, in words: `the sandbox`. */
  web: z.string().optional(),
});

/** A stack that runs on this machine. */
export type RunningStack = z.infer<typeof runningStackSchema>;

const fileIn = (root: string) => join(root, '.laptop', 'stack.json');

/** Lets other commands find the stack; one that runs already stays the one they find. */
export function writeRunningStack(root: string, stack: RunningStack): void {
  if (readRunningStack(root) !== null) return;
  mkdirSync(dirname(fileIn(root)), { recursive: true });
  writeFileSync(fileIn(root), `${JSON.stringify(stack)}\n`, { mode: 0o600 });
}

/** Forgets the stack, if it is still this process's. */
export function removeRunningStack(root: string, pid: number): void {
  if (readRunningStack(root)?.pid === pid) rmSync(fileIn(root), { force: true });
}

/** Gives the stack that runs, null when there is none, or the one there was has died. */
export function readRunningStack(root: string): RunningStack | null {
  try {
    const stack = runningStackSchema.parse(JSON.parse(readFileSync(fileIn(root), 'utf8')));
    process.kill(stack.pid, 0);
    return stack;
  } catch {
    return null;
  }
}
