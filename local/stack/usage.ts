import type { Exchange } from '../data/calls.ts';
import type { FunctionService } from '../functions/index.ts';
import type { FunctionResource } from '../template/functions.ts';

/** One invocation: what Lambda would bill, by the wall time of this machine. */
interface InvocationUsage {
  readonly service: 'lambda';
  /** The function's logical id. */
  readonly name: string;
  readonly memoryMegabytes: number;
  readonly ms: number;
}

/** Something that costs money on AWS. */
export type Usage = Exchange | InvocationUsage;
export type OnUsage = (usage: Usage) => void;

/** Tells of each synchronous invocation with its memory and its time. */
export function measureFunctions(
  resources: readonly FunctionResource[],
  functions: FunctionService,
  onUsage: OnUsage | undefined,
): FunctionService {
  if (onUsage === undefined) return functions;
  return {
    ...functions,
    invoke: async (nameOrArn, payload) => {
      const startedAt = performance.now();
      const result = await functions.invoke(nameOrArn, payload);
      const found = resources.find(({ name, arn }) => name === nameOrArn || arn === nameOrArn);
      if (found !== undefined) {
        const { logicalId: name, memoryMegabytes } = found;
        onUsage({ service: 'lambda', name, memoryMegabytes, ms: performance.now() - startedAt });
      }
      return result;
    },
  };
}
