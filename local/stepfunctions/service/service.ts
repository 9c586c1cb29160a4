import { randomUUID } from 'node:crypto';
import { DefinitionError } from '../definition/diagnostics.ts';
import { parseDefinition } from '../definition/parse.ts';
import { largestPayloadBytes } from '../interpreter/json.ts';
import { describeExecution, listExecution, stripEvent, toSeconds } from './answers.ts';
import { ApiError } from './errors.ts';
import { createExecutionRunner, type ExecutionRunnerOptions, type LiveExecution } from './executions.ts';
import { checkArn, checkName, createArns } from './names.ts';
import { cutPage } from './pages.ts';
import { createRecord, holdsName, refuseRedrive } from './record.ts';
import { type RequestOf, readRequest } from './requests.ts';
import type { Operations } from './wire.ts';

export interface ServiceOptions extends ExecutionRunnerOptions {
  readonly accountId: string;
}

interface StateMachine {
  readonly stateMachineArn: string;
  readonly name: string;
  readonly definition: string;
  readonly definitionHash: string;
  readonly roleArn: string;
  readonly createdAt: number;
}

/** The Step Functions API without the wire: each operation takes and gives what the wire carries. */
export interface StepFunctionsService {
  readonly operations: Operations;
  /** As the operation, for Tasks that start executions. Throws ApiError. */
  startExecution(start: RequestOf<'StartExecution'>): { executionArn: string; startDate: number };
  /** Resolves once an execution is closed. */
  settled(executionArn: string): Promise<void>;
  close(): Promise<void>;
}

/** Makes the service; executions that `store` still holds as running come back as ABORTED. */
export function createService(options: ServiceOptions): StepFunctionsService {
  const { clock, store } = options;
  const arns = createArns(options.region, options.accountId);
  const machines = new Map<string, StateMachine>();
  const runner = createExecutionRunner(options);

  const findMachine = (arn: string): StateMachine => {
    const machine = machines.get(checkArn(arn, 'stateMachine'));
    if (machine === undefined) throw new ApiError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
    return machine;
  };
  const findExecution = (arn: string): LiveExecution => {
    const execution = runner.executions.get(checkArn(arn, 'execution'));
    if (execution === undefined) throw new ApiError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
    return execution;
  };

  /** ListExecutions lists a machine's own executions, or the children of a Map Run. */
  const listedUnder = ({ stateMachineArn, mapRunArn }: RequestOf<'ListExecutions'>): string => {
    if ((stateMachineArn === undefined) === (mapRunArn === undefined)) {
      throw new ApiError('ValidationException', "Exactly one of 'stateMachineArn' and 'mapRunArn' is required");
    }
    return mapRunArn ?? findMachine(stateMachineArn ?? '').stateMachineArn;
  };

  const startExecution: StepFunctionsService['startExecution'] = ({
    stateMachineArn,
    name = randomUUID(),
    input = '{}',
  }) => {
    const machine = findMachine(stateMachineArn);
    const executionArn = arns.execution(stateMachineArn, checkName(name));
    checkInput(input);
    const known = runner.executions.get(executionArn);
    const { record } = known ?? runner.start(createRecord(machine, { executionArn, name, input }, clock.now()));
    const isSame = record.status === 'RUNNING' && record.input === input;
    if (known !== undefined && !isSame && holdsName(record, clock.now())) {
      throw new ApiError('ExecutionAlreadyExists', `Execution Already Exists: '${executionArn}'`);
    }
    if (known === undefined || isSame) return { executionArn, startDate: toSeconds(record.startedAt) };
    const again = runner.start(createRecord(machine, { executionArn, name, input }, clock.now()));
    return { executionArn, startDate: toSeconds(again.record.startedAt) };
  };

  const operations: Operations = {
    CreateStateMachine: (given) => {
      const { name, definition, roleArn } = readRequest('CreateStateMachine', given);
      const stateMachineArn = arns.stateMachine(checkName(name));
      checkDefinition(definition);
      const known = machines.get(stateMachineArn);
      if (known !== undefined && (known.definition !== definition || known.roleArn !== roleArn)) {
        throw new ApiError('StateMachineAlreadyExists', `State Machine Already Exists: '${stateMachineArn}'`);
      }
      const definitionHash = store.saveDefinition(definition);
      const created = { stateMachineArn, name, definition, definitionHash, roleArn, createdAt: clock.now() };
      const machine = known ?? created;
      machines.set(stateMachineArn, machine);
      return { stateMachineArn, creationDate: toSeconds(machine.createdAt) };
    },
    DescribeStateMachine: (given) => {
      const machine = findMachine(readRequest('DescribeStateMachine', given).stateMachineArn);
      const { stateMachineArn, name, definition, roleArn, createdAt } = machine;
      return {
        ...{ stateMachineArn, name, definition, roleArn, status: 'ACTIVE', type: 'STANDARD' },
        creationDate: toSeconds(createdAt),
        loggingConfiguration: { level: 'OFF', includeExecutionData: false },
        tracingConfiguration: { enabled: false },
      };
    },
    ListStateMachines: (given) => {
      const request = readRequest('ListStateMachines', given);
      const { items, ...rest } = cutPage([...machines.values()], request, { scope: 'machines', newestFirst: false });
      const stateMachines = items.map(({ stateMachineArn, name, createdAt }) => ({
        ...{ stateMachineArn, name, type: 'STANDARD' },
        creationDate: toSeconds(createdAt),
      }));
      return { stateMachines, ...rest };
    },
    StartExecution: (given) => startExecution(readRequest('StartExecution', given)),
    DescribeExecution: (given) =>
      describeExecution(findExecution(readRequest('DescribeExecution', given).executionArn), clock.now()),
    GetExecutionHistory: (given) => {
      const request = readRequest('GetExecutionHistory', given);
      const { events } = findExecution(request.executionArn);
      const newestFirst = request.reverseOrder ?? false;
      const scope = `${request.executionArn} ${newestFirst}`;
      const { items, ...rest } = cutPage(newestFirst ? events.toReversed() : events, request, { scope, newestFirst });
      return { events: request.includeExecutionData === false ? items.map(stripEvent) : items, ...rest };
    },
    ListExecutions: (given) => {
      const request = readRequest('ListExecutions', given);
      const parent = listedUnder(request);
      const matching = [...runner.executions.values()]
        .map(({ record }) => record)
        .filter((record) => parent === (record.mapRunArn ?? record.stateMachineArn))
        .toReversed()
        .filter((record) => request.statusFilter === undefined || record.status === request.statusFilter)
        .toSorted((left, right) => right.startedAt - left.startedAt);
      const scope = `${parent} ${request.statusFilter ?? ''}`;
      const { items, ...rest } = cutPage(matching, request, { scope, newestFirst: true });
      return { executions: items.map(listExecution), ...rest };
    },
    StopExecution: async (given) => {
      const request = readRequest('StopExecution', given);
      const execution = findExecution(request.executionArn);
      await runner.stop(execution, request);
      return { stopDate: toSeconds(execution.record.stoppedAt ?? clock.now()) };
    },
    RedriveExecution: (given) => {
      const { executionArn, clientToken = null } = readRequest('RedriveExecution', given);
      const execution = findExecution(executionArn);
      const { record } = execution;
      const isRepeated = clientToken !== null && clientToken === record.redriveToken;
      if (!isRepeated) {
        const refusal = refuseRedrive(execution, clock.now());
        if (refusal !== null) throw new ApiError('ExecutionNotRedrivable', refusal);
        runner.redrive(execution, clientToken);
      }
      return { redriveDate: toSeconds(record.redrivenAt ?? clock.now()) };
    },
  };
  return { operations, startExecution, settled: (arn) => findExecution(arn).settled, close: () => runner.close() };
}

function checkDefinition(definition: string): void {
  try {
    parseDefinition(definition);
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error;
    throw new ApiError('InvalidDefinition', `Invalid State Machine Definition: '${error.message}'`);
  }
}

function checkInput(input: string): void {
  if (Buffer.byteLength(input) > largestPayloadBytes) {
    const message = `1 validation error detected: Value at 'input' failed to satisfy constraint: Member must have length less than or equal to ${largestPayloadBytes}`;
    throw new ApiError('ValidationException', message);
  }
  try {
    JSON.parse(input);
  } catch (error) {
    const reason = (error as Error).message;
    throw new ApiError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${reason}'`);
  }
}
