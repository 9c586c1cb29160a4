import { cpus } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { GetExecutionHistoryCommand, type HistoryEvent, ListExecutionsCommand } from '@aws-sdk/client-sfn';
import type { Exchange } from '../../local/data/calls.ts';
import { createClients } from '../../local/stack/sdk-clients.ts';
import type { Usage } from '../../local/stack/usage.ts';
import { type Stack, startStack } from '../../local/stack.ts';
import { countTransitions } from './count-transitions.ts';
import type { RecordedRun, RunUsage } from './recorded-run.ts';

const readOperations = new Set(['GetItem', 'Query', 'BatchGetItem']);

/** Runs one enrichment on the laptop stack, after one that warms its functions up, and counts what it uses. */
export async function recordRun(domain: string, warmUp: string): Promise<RecordedRun> {
  const seen: Usage[] = [];
  let logBytes = 0;
  const stack = await startStack({
    ...{ port: 0, live: false },
    onUsage: (usage) => seen.push(usage),
    onLog: ({ text }) => {
      logBytes += Buffer.byteLength(text);
    },
  });
  /** What is used while `work` goes on, beside what it says of transitions and time. */
  const measure = async (work: () => Promise<Pick<RunUsage, 'transitions' | 'seconds'>>): Promise<RunUsage> => {
    const [from, logged] = [seen.length, logBytes];
    const said = await work();
    return { ...said, ...countUsage(seen.slice(from)), logBytes: logBytes - logged };
  };
  const call = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${stack.url}${path}`, {
      method,
      headers: { 'x-api-key': stack.apiKey, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return (await answer.json()) as { metadata?: { requestId: string } };
  };
  const ask = (of: string) => call('POST', `/company/${of}/vendor-context`, { userRole: 'AE', intent: 'discovery' });
  const instant = async (work: () => Promise<unknown>) => {
    const startedAt = performance.now();
    await work();
    return { transitions: {}, seconds: (performance.now() - startedAt) / 1000 };
  };
  const enrich = async (of: string) => {
    const startedAt = performance.now();
    await ask(of);
    const transitions = await awaitEnd(stack, of);
    return { transitions, seconds: (performance.now() - startedAt) / 1000 };
  };
  try {
    await enrich(warmUp);
    const fresh = await measure(() => enrich(domain));
    const { metadata } = await ask(domain);
    const cached = await measure(() => instant(() => ask(domain)));
    const status = `/analysis/status/${metadata?.requestId}`;
    await call('GET', status);
    const poll = await measure(() => instant(() => call('GET', status)));
    const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`;
    return { recordedAt: new Date().toISOString(), machine, domain, fresh, cached, poll };
  } finally {
    await stack.close();
  }
}

function countUsage(usages: readonly Usage[]): Omit<RunUsage, 'transitions' | 'seconds' | 'logBytes'> {
  const exchanges = usages.filter((usage) => usage.service !== 'lambda');
  const [objects, rows] = [exchanges.filter(({ service }) => service === 's3'), exchanges.filter(isDynamoDb)];
  const [puts, gets] = [objects.filter(isPut), objects.filter((exchange) => !isPut(exchange))];
  const [reads, writes] = [rows.filter(isRead), rows.filter((exchange) => !isRead(exchange))];
  return {
    functions: countFunctions(usages.filter((usage) => usage.service === 'lambda')),
    reads: sum(reads.map((read) => Math.max(read.rows, Math.ceil(read.responseBytes / 4096)))),
    writes: sum(writes.map((write) => Math.max(write.rows, Math.ceil(write.requestBytes / 1024)))),
    dynamodbBytes: sum([...reads.map((read) => read.responseBytes), ...writes.map((write) => write.requestBytes)]),
    ...{ puts: puts.length, gets: gets.length },
    s3Bytes: sum(objects.map(({ requestBytes, responseBytes }) => requestBytes + responseBytes)),
  };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const isDynamoDb = ({ service }: Exchange) => service === 'dynamodb';
const isRead = ({ operation }: Exchange) => readOperations.has(operation);
const isPut = ({ operation }: Exchange) => operation === 'PUT' || operation === 'POST';

function countFunctions(invocations: readonly Exclude<Usage, Exchange>[]): RunUsage['functions'] {
  const byName = Map.groupBy(invocations, ({ name }) => name);
  return Object.fromEntries(
    [...byName].map(([name, calls]) => [
      name,
      {
        calls: calls.length,
        gigabyteSeconds: sum(calls.map(({ ms, memoryMegabytes }) => (Math.ceil(ms) / 1000) * (memoryMegabytes / 1024))),
      },
    ]),
  );
}

/** Waits without polling the API, which would be counted, and gives the transitions by state. */
async function awaitEnd(stack: Stack, domain: string): Promise<Record<string, number>> {
  const { stepFunctions, destroy } = createClients(stack.endpoints, stack.template.place.region);
  const stateMachineArn = stack.template.outputs.StandardStateMachineArn;
  try {
    for (;;) {
      const { executions = [] } = await stepFunctions.send(new ListExecutionsCommand({ stateMachineArn }));
      const found = executions.find(({ name }) => name?.startsWith(domain.replaceAll('.', '-')));
      if (found?.status === 'SUCCEEDED') {
        const events: HistoryEvent[] = [];
        let nextToken: string | undefined;
        do {
          const { executionArn } = found;
          const page = await stepFunctions.send(
            new GetExecutionHistoryCommand({ executionArn, maxResults: 1000, ...(nextToken ? { nextToken } : {}) }),
          );
          events.push(...(page.events ?? []));
          nextToken = page.nextToken;
        } while (nextToken !== undefined);
        return countTransitions(events);
      }
      if (found !== undefined && found.status !== 'RUNNING')
        throw new Error(`The enrichment ended as ${found.status}.`);
      await wait(200);
    }
  } finally {
    destroy();
  }
}
