import { parentPort, Worker, workerData } from 'node:worker_threads';
import { IntelligenceError } from '../errors.ts';
import { type PageOrigin, type PageReading, readPageWithHead } from './read-page.ts';

/** Marks the thread that this module starts of itself. */
const role = 'read-page';
/** Per thread, in MB; the largest page that is fetched takes a tenth of it. */
const largestHeap = 256;
/** For starting the thread, which a cold function is slow at, in ms. */
const startLimit = 5_000;

interface Reader {
  readonly worker: Worker;
  readonly ready: Promise<unknown>;
}

let reader: Reader | null = null;
let queue: Promise<unknown> = Promise.resolve();

/**
 * Reads a page as `readPageWithHead` does, in a thread that is killed when it takes longer than
 * `limitMs`. One page at a time; the thread stays for the next one.
 * Throws IntelligenceError `content.unreadable` for a page that takes too long or too much memory.
 */
export async function readPageWithin(html: string, origin: PageOrigin, limitMs = 1_000): Promise<PageReading> {
  const reading = queue.then(() => readInThread(html, origin, limitMs));
  queue = reading.catch(() => undefined);
  return reading;
}

async function readInThread(html: string, origin: PageOrigin, limitMs: number): Promise<PageReading> {
  reader = reader ?? startReader();
  const { worker, ready } = reader;
  try {
    worker.ref();
    await within(startLimit, ready);
    const answer = within(limitMs, nextMessage(worker));
    worker.postMessage({ html, origin });
    return (await answer) as PageReading;
  } catch (cause) {
    reader = null;
    await worker.terminate();
    throw new IntelligenceError('content.unreadable', 'The page could not be read in time.', { cause });
  } finally {
    worker.unref();
  }
}

/** Runs this very module, or the bundle it is part of, a second time. */
function startReader(): Reader {
  const worker = new Worker(new URL(import.meta.url), {
    workerData: { role },
    resourceLimits: { maxOldGenerationSizeMb: largestHeap },
  });
  return { worker, ready: nextMessage(worker) };
}

/** The next message of a thread; rejects when it fails or ends before. */
function nextMessage(worker: Worker): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const settle = () => {
    worker.off('message', onMessage);
    worker.off('error', onEnd);
    worker.off('exit', onEnd);
  };
  const onMessage = (message: unknown) => {
    settle();
    resolve(message);
  };
  const onEnd = (cause: unknown) => {
    settle();
    reject(new Error('The reading thread ended.', { cause }));
  };
  worker.on('message', onMessage);
  worker.on('error', onEnd);
  worker.on('exit', onEnd);
  return promise;
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`Not done within ${ms} ms.`)), ms);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

if (workerData?.role === role) {
  parentPort?.on('message', ({ html, origin }) => parentPort?.postMessage(readPageWithHead(html, origin)));
  parentPort?.postMessage('ready');
}
