import { parentPort, workerData } from 'node:worker_threads';
import type { WorkerSettings } from './protocol.ts';
import { describeCrash, serveInvocations } from './serve-invocations.ts';

const settings = workerData as WorkerSettings;
const port = parentPort;
if (port === null) throw new Error('This module runs in a worker thread only.');

// Written through the same line as the result, so that output never arrives after the answer it belongs to.
const write: typeof process.stdout.write = (chunk: string | Uint8Array) => {
  port.postMessage({ type: 'output', text: typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString() });
  return true;
};
process.stdout.write = write;
process.stderr.write = write;

const crash = (error: unknown, fromPromise: boolean) => {
  port.postMessage(describeCrash(error, fromPromise));
  process.exit(fromPromise ? 128 : 129);
};
process.on('uncaughtException', (error) => crash(error, false));
process.on('unhandledRejection', (reason) => crash(reason, true));

if (settings.network !== null) {
  const { joinVirtualInternet } = await import('../network/join.ts');
  joinVirtualInternet(settings.network);
}
await serveInvocations(port, settings);
