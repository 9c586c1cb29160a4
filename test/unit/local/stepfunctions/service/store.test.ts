import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Clock,
  createVirtualClock,
  type StatusChange,
  type StepFunctions,
  startStepFunctions,
} from '../../../../../local/stepfunctions/index.ts';
import type { ExecutionRecord } from '../../../../../local/stepfunctions/service/record.ts';
import { describeStatusChange } from '../../../../../local/stepfunctions/service/status-change.ts';
import { createFileStore, createMemoryStore } from '../../../../../local/stepfunctions/service/store.ts';
import { integrate, machine, pass, stillClock, task, throwing } from '../machines.ts';

let dataDir = '';
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'stepfunctions-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const stateMachineArn = 'arn:aws:states:us-east-1:123456789012:stateMachine:machine';
const executionArn = 'arn:aws:states:us-east-1:123456789012:execution:machine:one';
type Described = { status: string; events: { type: string }[] } & Record<string, unknown>;

function open(
  invoke: () => ReturnType<typeof throwing>,
  changes: StatusChange[] = [],
  clock: Clock = createVirtualClock(),
): Promise<StepFunctions> {
  return startStepFunctions({
    ...{ region: 'us-east-1', accountId: '123456789012', dataDir, clock },
    integrations: integrate({ invoke }),
    onStatusChange: (change) => changes.push(change),
  });
}

function create({ service }: StepFunctions, definition: object): void {
  service.operations.CreateStateMachine({ name: 'machine', definition: JSON.stringify(definition), roleArn: 'role' });
}

async function start({ service }: StepFunctions): Promise<void> {
  service.operations.StartExecution({ stateMachineArn, name: 'one', input: '{"a":1}' });
  await service.settled(executionArn);
}

function describeOne({ service }: StepFunctions): Described {
  return service.operations.DescribeExecution({ executionArn }) as Described;
}

const twoSteps = machine({ First: pass(1, { End: undefined, Next: 'Only' }), Only: task() });

describe('executions with a data directory', () => {
  it('are there after a restart, with their histories', async () => {
    const first = await open(() => ({ payload: 5 }));
    create(first, twoSteps);
    await start(first);
    const before = first.service.operations.GetExecutionHistory({ executionArn });
    const described = describeOne(first);
    await first.close();

    const second = await open(() => ({ payload: 5 }));

    expect(describeOne(second)).toEqual(described);
    expect(second.service.operations.GetExecutionHistory({ executionArn })).toEqual(before);
    await second.close();
  });

  it('are redriven after a restart by the definition that they ran', async () => {
    const first = await open(() => throwing('Broken'));
    create(first, twoSteps);
    await start(first);
    await first.close();
    const second = await open(() => ({ payload: 'mended' }));
    create(second, machine({ Other: pass(1) }));

    second.service.operations.RedriveExecution({ executionArn });
    await second.service.settled(executionArn);

    expect(describeOne(second)).toMatchObject({ status: 'SUCCEEDED', output: '"mended"', redriveCount: 1 });
    await second.close();
  });

  it('that ran at a crash come back as ABORTED, and say so once', async () => {
    const crashed = await open(() => new Promise(() => undefined) as never, [], stillClock());
    create(crashed, machine({ Only: task() }));
    crashed.service.operations.StartExecution({ stateMachineArn, name: 'one' });
    // What a crash leaves: a line that is written in part.
    const file = readdirSync(join(dataDir, 'executions', 'machine'))[0]!;
    appendFileSync(join(dataDir, 'executions', 'machine', file), '{"event":{"ti');
    const changes: StatusChange[] = [];

    const second = await open(() => ({ payload: 1 }), changes);
    const history = second.service.operations.GetExecutionHistory({ executionArn }) as Described;
    await second.close();
    const third = await open(() => ({ payload: 1 }), changes);

    expect(history.events.at(-1)).toMatchObject({ type: 'ExecutionAborted', previousEventId: 0 });
    expect(changes.map(({ status }) => status)).toEqual(['ABORTED']);
    expect(describeOne(third)).toMatchObject({ status: 'ABORTED', redriveStatus: 'NOT_REDRIVABLE' });
    expect(describeOne(third).redriveStatusReason).toContain('nothing to continue from');
    await Promise.all([third.close(), crashed.close()]);
  });

  it('keep the text of each definition once', () => {
    const store = createFileStore(dataDir);

    const hashes = ['{"a":1}', '{"a":1}', '{"b":1}'].map((text) => store.saveDefinition(text));

    expect(new Set(hashes).size).toBe(2);
    expect(store.readDefinition(hashes[0]!)).toBe('{"a":1}');
    expect(store.load()).toEqual([]);
    expect(createMemoryStore().readDefinition('none')).toBe('');
  });
});

describe('a status change', () => {
  const record = (facts: Partial<ExecutionRecord>): ExecutionRecord => ({
    ...{ executionArn, stateMachineArn, name: 'one', roleArn: 'role', definitionHash: 'h', input: '{}', startedAt: 1 },
    ...{ status: 'SUCCEEDED', stoppedAt: 2, output: '{}', error: null, cause: null, redriveCount: 0, redrivenAt: null },
    ...{ redriveToken: null, progress: null },
    ...facts,
  });
  const large = JSON.stringify('x'.repeat(200 * 1024));

  it.each([
    [{ input: '{}', output: large }, true, true],
    [{ input: large, output: large }, false, true],
    [{ input: large, output: null }, true, undefined],
    [{ input: '{}', output: JSON.stringify('"'.repeat(200 * 1024)) }, false, false],
  ])('carries what EventBridge has room for (case %#)', (facts, hasInput, hasOutput) => {
    const change = describeStatusChange({ record: record(facts), events: [] }, 3);

    expect(change.inputDetails.included).toBe(hasInput);
    expect(change.input).toBe(hasInput ? facts.input : null);
    expect(change.outputDetails?.included).toBe(hasOutput);
    expect(change.output).toBe(hasOutput ? facts.output : null);
  });

  it('says that a full history leaves no room for a redrive', () => {
    const execution = { record: record({ status: 'FAILED' }), events: new Array(24_999).fill({}) };

    expect(describeStatusChange(execution, 3)).toMatchObject({
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution history event limit exceeded',
    });
  });
});
