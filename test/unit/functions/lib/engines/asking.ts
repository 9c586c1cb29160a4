import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import * as z from 'zod';
import {
  askEngine,
  EngineFailure,
  type EngineQuestion,
  type EngineSurroundings,
  type RemoteEngine,
} from '../../../../../functions/lib/engines/ask-engine.ts';
import { queryRows, type Row } from '../../../../../functions/lib/enrichment/table.ts';
import type { EngineBehaviour, EngineBehaviourOptions } from '../../../../../local/sandbox/engines/index.ts';
import type { Sandbox } from '../../../../../local/sandbox/index.ts';
import { openTestTable } from '../../table.ts';
import { useSandbox } from '../sources/use-sandbox.ts';

export const engineHostNames: Readonly<Record<RemoteEngine, string>> = {
  openai: 'api.openai.com',
  anthropic: 'api.anthropic.com',
  bedrock: 'bedrock-runtime.us-east-1.amazonaws.com',
};
export const engines = Object.keys(engineHostNames) as RemoteEngine[];

export const factsSchema = z.object({
  texts: z.array(
    z.object({
      field: z.enum(['customers', 'headquarters', 'description']),
      value: z.string(),
      basis: z.enum(['stated', 'derived']),
      quotes: z.array(z.object({ document: z.string(), text: z.string() })),
    }),
  ),
  figures: z.array(z.object({ field: z.enum(['founded', 'employees']), value: z.number().int().min(0) })),
});
export type Facts = z.infer<typeof factsSchema>;

const marker = 'untrusted-00112233445566778899aabbccddeeff';
export const page =
  'Acme Robotics was founded in 1998.\nIt is headquartered in Berlin, Germany. Trusted by Halvering Foods and Corvane Pharma.';

/** Surroundings whose pauses take no time but move the clock, and that have no luck. */
export interface TestSurroundings extends EngineSurroundings {
  readonly pauses: number[];
  advance(ms: number): void;
}
export const start = Date.parse('2026-11-22T12:00:00Z');

export function engineSurroundings(): TestSurroundings {
  let time = start;
  const pauses: number[] = [];
  return {
    now: () => time,
    pause: async (ms) => {
      pauses.push(ms);
      time += ms;
    },
    random: () => 0.5,
    pauses,
    advance: (ms) => {
      time += ms;
    },
  };
}

let runs = 0;

/** A question about one page; the page is another one for each test. */
export function engineQuestion(changes: Partial<EngineQuestion<Facts>> = {}): EngineQuestion<Facts> {
  return {
    engine: 'openai',
    step: 'extract',
    schemaName: 'facts',
    schema: factsSchema,
    system: 'List the facts. This is the secret system text.',
    prompt: `About Acme, run ${runs}.\n\n<${marker} id="D1">\n${page}\n</${marker}>`,
    maxOutputTokens: 1_000,
    deadline: start + 20_000,
    budgetUsd: 1,
    executionName: `run-${runs}`,
    ...changes,
  };
}

/** What a question ended with: the answer, or the failure's facts. */
export async function outcomeOf(question: EngineQuestion<Facts>, surroundings = engineSurroundings()) {
  try {
    const { value: _, ...answer } = await askEngine(question, surroundings);
    return { kind: 'answered' as const, ...answer };
  } catch (error) {
    if (!(error instanceof EngineFailure)) throw error;
    const { kind, retryAfterSeconds, costUsd } = error;
    return { kind, retryAfterSeconds, costUsd };
  }
}

/** Runs the three stand-ins and a table for the tests around it, all keys in place, and forgets cooldowns between tests. */
export function useEngines() {
  const sandbox = useSandbox();
  const secrets = mockClient(SecretsManagerClient);
  let table: Awaited<ReturnType<typeof openTestTable>>;
  beforeAll(async () => {
    table = await openTestTable();
  });
  afterAll(() => table.close());
  beforeEach(async () => {
    runs += 1;
    Object.assign(process.env, {
      OPENAI_SECRET_ARN: `arn:aws:secretsmanager:us-east-1:1:secret:openai-${runs}`,
      ANTHROPIC_SECRET_ARN: `arn:aws:secretsmanager:us-east-1:1:secret:anthropic-${runs}`,
      BEDROCK_REGION: 'us-east-1',
    });
    secrets.reset();
    secrets.on(GetSecretValueCommand).callsFake(({ SecretId }) => ({
      SecretString: SecretId.includes('openai') ? sandbox().engineKeys.openai : sandbox().engineKeys.anthropic,
    }));
    for (const engine of engines) {
      sandbox().playEngine(engineHostNames[engine], null);
      await forgetCooldown(engine);
    }
  });
  return {
    sandbox,
    secrets,
    play: (engine: RemoteEngine, behaviour: EngineBehaviour | null, options?: EngineBehaviourOptions) =>
      sandbox().playEngine(engineHostNames[engine], behaviour, options),
    /** Counts the requests that a stand-in receives from here on. */
    counting: (engine: RemoteEngine) => countFrom(sandbox(), engine),
    ledger: () => ledgerOf(`run-${runs}`),
  };
}

function countFrom(sandbox: Sandbox, engine: RemoteEngine): () => number {
  const seen = () => sandbox.visits().filter(({ host }) => host === engineHostNames[engine]).length;
  const before = seen();
  return () => seen() - before;
}

async function ledgerOf(executionName: string): Promise<readonly Row[]> {
  return queryRows(`EXECUTION#${executionName}`, 100, start);
}

async function forgetCooldown(engine: RemoteEngine): Promise<void> {
  const { deleteRow } = await import('../../../../../functions/lib/enrichment/table.ts');
  await deleteRow({ pk: `ENGINE#${engine}`, sk: 'COOLDOWN' });
}
