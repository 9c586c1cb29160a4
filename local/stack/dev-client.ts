import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { FunctionService } from '../functions/index.ts';
import type { ApiKeys } from '../gateway/usage/api-keys.ts';
import { TemplateError } from '../template/errors.ts';
import type { StackTemplate } from '../template/index.ts';

const issuedSchema = z.object({ apiKey: z.string(), usageIdentifier: z.string(), plan: z.string() });

/** The operator's function by its logical id. */
const managerId = 'ManageClientsLambda';

/** Finds the function that manages clients. Throws TemplateError when the stack has none. */
export function findClientManager({ functions }: Pick<StackTemplate, 'functions'>): string {
  const manager = functions.find(({ logicalId }) => logicalId === managerId);
  if (manager === undefined) throw new TemplateError(`The stack has no ${managerId}, so no client can be registered.`);
  return manager.name;
}

/**
 * Gives the developer's API key: the one kept with the data of earlier runs, or one made as an
 * operator would make it, through the product's own function.
 */
export async function provideDevKey(
  template: Pick<StackTemplate, 'functions'>,
  functions: Pick<FunctionService, 'invoke'>,
  apiKeys: ApiKeys,
  dataDir: string | undefined,
): Promise<string> {
  const file = dataDir === undefined ? undefined : join(dataDir, 'dev-api-key');
  if (file !== undefined && existsSync(file) && apiKeys.list().length > 0) return readFileSync(file, 'utf8').trim();
  const wish = { command: 'create', name: 'The developer at this laptop', role: 'admin', plan: 'enterprise' };
  const command = JSON.stringify({ ...wish, scopes: null, clientId: 'laptop' });
  const { payload, functionError } = await functions.invoke(findClientManager(template), command);
  if (functionError !== null) throw new Error(`The developer's key could not be made: ${payload}`);
  const issued = issuedSchema.parse(JSON.parse(payload));
  const plan = apiKeys.plans.find(({ name }) => name.endsWith(`-${issued.plan}`));
  if (plan !== undefined) apiKeys.attach(apiKeys.create('laptop', issued.usageIdentifier).id, plan.id);
  if (file !== undefined && dataDir !== undefined) {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file, `${issued.apiKey}\n`, { mode: 0o600 });
  }
  return issued.apiKey;
}
