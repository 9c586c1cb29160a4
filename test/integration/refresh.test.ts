import { setTimeout as wait } from 'node:timers/promises';
import { ListExecutionsCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { beforeAll, describe, expect, it } from 'vitest';
import { runRefresh } from '../../infra/operate/run-refresh.ts';
import { useLaptop } from './laptop.ts';
import { operate } from './operator.ts';

const laptop = useLaptop();
const [good, stopped] = ['larkspindle.example', 'fennmoor.example'] as const;

/** A client whose plan comes without contacts: only answers that are for everybody are refreshed. */
let headers: Record<string, string> = {};
beforeAll(async () => {
  headers = { 'x-api-key': await operate(laptop).register({ clientId: null, role: 'seller', plan: 'team' }) };
});

async function enrich(domain: string, body: object = {}) {
  const begun = await laptop.call('POST', `/company/${domain}/vendor-context`, { userRole: 'AE', ...body }, headers);
  const status = begun.body.statusEndpoint ?? `/analysis/status/${begun.body.metadata.requestId}`;
  for (;;) {
    const answer = await laptop.call('GET', status, undefined, headers);
    if (answer.body.status !== 'processing') return answer;
    await wait(500);
  }
}

/** The enrichments of a company, newest first. */
async function executionsOf(domain: string): Promise<string[]> {
  const stateMachineArn = laptop.stack.template.outputs.StandardStateMachineArn;
  const { executions = [] } = await laptop.clients.stepFunctions.send(new ListExecutionsCommand({ stateMachineArn }));
  const slug = domain.replaceAll('.', '-');
  return executions.flatMap(({ name, executionArn }) => (name?.startsWith(slug) ? [executionArn ?? ''] : []));
}

async function stopNext(domain: string, known: number): Promise<void> {
  for (;;) {
    const executions = await executionsOf(domain);
    if (executions.length > known) {
      await laptop.clients.stepFunctions.send(new StopExecutionCommand({ executionArn: executions[0] }));
      return;
    }
    await wait(20);
  }
}

const round = (input: object) =>
  runRefresh(input, {
    stepFunctions: laptop.clients.stepFunctions,
    stateMachineArn: laptop.stack.template.outputs.RefreshStateMachineArn ?? '',
    pause: () => wait(500),
  });

describe('the refresh of hot companies', { timeout: 240_000 }, () => {
  it('makes the answers of two anew, says which one failed, and starts nothing twice beside a caller', async () => {
    const before = await Promise.all([enrich(good), enrich(stopped)]);
    // Whoever was asked for once is hot to this round, and due within two days.
    const everybody = { requestsPerDay: 0.01, horizonSeconds: 172_800 };

    const [shown, asked] = await Promise.all([round(everybody), enrich(good, { refresh: true }), stopNext(stopped, 1)]);
    const after = await enrich(good);

    expect(before.map(({ body }) => body.status)).toEqual(['completed', 'completed']);
    expect(shown.isWell).toBe(true);
    expect(shown.text).toMatch(/Picked +2 .*\nRefreshed +1\nFresh +0 .*\nFailed +1\n/);
    expect(shown.text).toContain(`${stopped}  enrichment.aborted`);
    expect(asked.body.status).toBe('completed');
    expect(await executionsOf(good)).toHaveLength(2);
    expect(Date.parse(after.body.data.metadata.generatedAt)).toBeGreaterThan(
      Date.parse(before[0]?.body.data.metadata.generatedAt),
    );
  });

  it('leaves what failed alone for some hours, and what is fresh for long', async () => {
    const shown = await round({ requestsPerDay: 0.01 });

    expect(shown.text).toMatch(/Picked +0 /);
  });
});
