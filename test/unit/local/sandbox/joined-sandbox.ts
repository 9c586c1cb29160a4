import { afterAll, beforeAll } from 'vitest';
import { joinVirtualInternet } from '../../../../local/network/join.ts';
import { type Sandbox, startSandbox } from '../../../../local/sandbox/index.ts';

/** The day on which the sandbox of the tests stands still. */
export const now = Date.UTC(2026, 10, 22, 12);
const dayMs = 24 * 60 * 60 * 1000;
export const isoDay = (days: number) => new Date(now + days * dayMs).toISOString().slice(0, 10);

/** Starts a sandbox for the tests of a file and puts the file's thread into its internet. */
export function useSandbox(pagesDir?: string): () => Sandbox {
  let sandbox: Sandbox;
  let leave: () => void;
  beforeAll(async () => {
    sandbox = await startSandbox({ pagesDir, clock: { now: () => now } });
    leave = joinVirtualInternet(sandbox.network);
  });
  afterAll(async () => {
    leave();
    await sandbox.close();
  });
  return () => sandbox;
}

/** The code of the network error behind a fetch that did not succeed. */
export async function failureOf(work: Promise<unknown>): Promise<string | undefined> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown as { code?: string; name: string; cause?: { code?: string } },
  );
  return error?.name === 'AbortError' ? error.name : (error?.cause?.code ?? error?.code);
}

/** JSON of a GET. */
export async function ask(url: string, init?: RequestInit) {
  const response = await fetch(url, init);
  return {
    status: response.status,
    headers: response.headers,
    url: response.url,
    body: JSON.parse(await response.text()),
  };
}
