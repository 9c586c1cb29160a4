import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll } from 'vitest';
import { createClients, type SdkClients } from '../../local/stack/sdk-clients.ts';
import { type Stack, type StackLog, type StackOptions, startStack } from '../../local/stack.ts';

const assembly = join(import.meta.dirname, '..', '..', 'cdk.out');

/** An answer of the API, its body parsed. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // The tests look into every corner of the answers; a type for all of them would be the API's schemas again.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly body: any;
}

/** The running stack as a test file uses it. */
export interface Laptop {
  readonly stack: Stack;
  readonly clients: SdkClients;
  readonly logs: StackLog[];
  /** Calls the API with the dev key; `body` is sent as JSON. */
  readonly call: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
  /** Polls an enrichment until it is no longer processing, and gives every answer seen on the way. */
  readonly follow: (statusEndpoint: string) => Promise<Answer[]>;
}

/** Starts the whole stack once for a test file, on a free port, and stops it after the last test. */
export function useLaptop(options: Pick<StackOptions, 'pagesDir' | 'engines'> = {}): Laptop {
  const logs: StackLog[] = [];
  let started: { readonly stack: Stack; readonly clients: SdkClients } | undefined;
  const running = () => {
    if (started === undefined) throw new Error('The stack runs only while the tests do.');
    return started;
  };

  beforeAll(async () => {
    if (!existsSync(join(assembly, 'manifest.json'))) throw new Error('Nothing is synthesized: run npm run synth.');
    const stack = await startStack({ port: 0, live: false, ...options, onLog: (log) => logs.push(log) });
    started = { stack, clients: createClients(stack.endpoints, stack.template.place.region) };
  });

  afterAll(async () => {
    started?.clients.destroy();
    await started?.stack.close();
  });

  const call: Laptop['call'] = async (method, path, body, headers = {}) => {
    const { url, apiKey } = running().stack;
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: {
        'x-api-key': apiKey,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') === true && text !== '';
    return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text };
  };

  return {
    logs,
    call,
    get stack() {
      return running().stack;
    },
    get clients() {
      return running().clients;
    },
    follow: async (statusEndpoint) => {
      const seen: Answer[] = [];
      for (;;) {
        const answer = await call('GET', statusEndpoint);
        seen.push(answer);
        if (answer.body.status !== 'processing') return seen;
        await wait(250);
      }
    },
  };
}

/** Gives the last answer of a followed enrichment. */
export function lastOf(answers: readonly Answer[]): Answer {
  const last = answers.at(-1);
  if (last === undefined) throw new Error('Nothing was answered.');
  return last;
}
