import { startLoopbackServer } from '../wire/loopback-server.ts';
import { createIntegrations, type Integrations } from './integrations/index.ts';
import { type Clock, systemClock } from './interpreter/clock.ts';
import { createEvaluator } from './interpreter/expressions.ts';
import { createService, type StepFunctionsService } from './service/service.ts';
import type { StatusChange } from './service/status-change.ts';
import { createFileStore, createMemoryStore } from './service/store.ts';
import { createWireListener } from './service/wire.ts';

export type { Integrations } from './integrations/index.ts';
export type { FunctionAnswer } from './integrations/lambda.ts';
export { type Clock, createVirtualClock } from './interpreter/clock.ts';
export type { StatusChange } from './service/status-change.ts';

export interface StepFunctionsOptions {
  readonly region: string;
  readonly accountId: string;
  /** Executions that Tasks start are this service's own. */
  readonly integrations: Omit<Integrations, 'startExecution'>;
  readonly clock?: Clock;
  /** Numbers in [0, 1), for the jitter of Retry and for `$random` and `$uuid`. */
  readonly random?: () => number;
  /** Keeps executions and their histories there; without it they are gone with the process. */
  readonly dataDir?: string;
  /** Hears each execution start and end, as EventBridge would. */
  readonly onStatusChange?: (change: StatusChange) => unknown;
  /** The port on 127.0.0.1; any free one by default. */
  readonly port?: number;
}

export interface StepFunctions {
  readonly port: number;
  readonly service: StepFunctionsService;
  /** Stops what runs (ABORTED), waits until every status change was heard, and frees the port. */
  close(): Promise<void>;
}

/** Starts the laptop's Step Functions: an endpoint for the SDK's client, on loopback. */
export async function startStepFunctions(options: StepFunctionsOptions): Promise<StepFunctions> {
  const { region, accountId, clock = systemClock, random = Math.random, dataDir } = options;
  const service: StepFunctionsService = createService({
    ...{ region, accountId, clock, random },
    evaluate: createEvaluator(clock, random),
    findIntegration: createIntegrations({
      ...options.integrations,
      startExecution: async (start) => service.startExecution(start),
    }),
    store: dataDir === undefined ? createMemoryStore() : createFileStore(dataDir),
    onStatusChange: options.onStatusChange ?? (() => undefined),
  });
  const server = await startLoopbackServer(createWireListener(service.operations), options.port);
  return {
    port: server.port,
    service,
    close: async () => {
      await service.close();
      await server.close();
    },
  };
}
