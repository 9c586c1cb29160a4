import { DescribeExecutionCommand, type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import type { RefreshArguments } from './refresh-arguments.ts';

const summarySchema = z.object({
  picked: z.number(),
  refreshed: z.number(),
  fresh: z.number(),
  failed: z.number(),
  costUsd: z.number(),
  budgetUsd: z.number(),
  failures: z.array(z.object({ domain: z.string(), code: z.string() })),
  error: z.string().nullable(),
});

export interface RefreshRun {
  readonly stepFunctions: SFNClient;
  readonly stateMachineArn: string;
  readonly pause: (ms: number) => Promise<unknown>;
}

/** DescribeExecution refills at 15 calls a second for the whole account. */
const pauseMs = 2000;

/** Starts a round, waits for its end, and gives what to print and whether it went well. */
export async function runRefresh(
  input: RefreshArguments['input'],
  { stepFunctions, stateMachineArn, pause }: RefreshRun,
): Promise<{ readonly text: string; readonly isWell: boolean }> {
  const { executionArn } = await stepFunctions.send(
    new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }),
  );
  for (;;) {
    const { status, output, error } = await stepFunctions.send(new DescribeExecutionCommand({ executionArn }));
    if (status === 'SUCCEEDED') return describeRound(summarySchema.parse(JSON.parse(output ?? 'null')));
    if (status !== 'RUNNING')
      return { text: `The round ended as ${status}: ${error ?? 'no reason given'}`, isWell: false };
    await pause(pauseMs);
  }
}

function describeRound(summary: z.infer<typeof summarySchema>): { text: string; isWell: boolean } {
  const { picked, refreshed, fresh, failed, costUsd, budgetUsd, failures, error } = summary;
  const lines = [
    `Picked     ${picked} hot and due`,
    `Refreshed  ${refreshed}`,
    `Fresh      ${fresh} (made by somebody else meanwhile)`,
    `Failed     ${failed}`,
    `Cost       $${costUsd.toFixed(2)} of $${budgetUsd.toFixed(2)}`,
    ...failures.map(({ domain, code }) => `  ${domain}  ${code}`),
    ...(error === null ? [] : [`The round broke: ${error}`]),
  ];
  return { text: lines.join('\n'), isWell: error === null };
}
