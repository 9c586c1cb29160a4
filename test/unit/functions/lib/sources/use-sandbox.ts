import { afterAll, beforeAll } from 'vitest';
import { joinVirtualInternet } from '../../../../../local/network/join.ts';
import { type Sandbox, startSandbox } from '../../../../../local/sandbox/index.ts';

/** Runs a sandbox for the tests around it, with this thread in its internet; gives what reads it. */
export function useSandbox(): () => Sandbox {
  let sandbox: Sandbox;
  let leave: () => void;
  beforeAll(async () => {
    sandbox = await startSandbox();
    leave = joinVirtualInternet(sandbox.network);
  });
  afterAll(async () => {
    leave();
    await sandbox.close();
  });
  return () => sandbox;
}
