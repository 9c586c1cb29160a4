import type { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { type Deployment, OperatorError } from './deployment.ts';
import type { KeyCommand } from './key-arguments.ts';
import { putOnPlan, takeOffPlan } from './usage-key.ts';

/** Where a command works, and how it reaches it. */
export interface KeyService {
  readonly deployment: Pick<Deployment, 'output'>;
  readonly lambda: LambdaClient;
  readonly apiGateway: APIGatewayClient;
}

const issuedSchema = z.object({
  clientId: z.string(),
  apiKey: z.string(),
  plan: z.string(),
  usageIdentifier: z.string(),
});
const listedSchema = z.object({
  keys: z.array(
    z.object({
      clientId: z.string(),
      name: z.string(),
      role: z.string(),
      plan: z.string(),
      keyId: z.string(),
      status: z.enum(['active', 'revoked']),
      createdAt: z.string(),
      validUntil: z.string().nullable(),
    }),
  ),
});
type ListedKey = z.infer<typeof listedSchema>['keys'][number];
const failureSchema = z.object({ errorMessage: z.string() });

/** Does what was asked and gives what to print. Throws OperatorError for what the product refuses. */
export async function runKeyCommand(command: KeyCommand, service: KeyService): Promise<string> {
  const { deployment, apiGateway } = service;
  switch (command.command) {
    case 'create':
    case 'rotate': {
      const issued = await manage(command, issuedSchema, service);
      await putOnPlan(apiGateway, issued, deployment.output(`${issued.plan}UsagePlanId`));
      return describeIssued(issued);
    }
    case 'list': {
      const { keys } = await manage(command, listedSchema, service);
      return keys.length === 0 ? 'There are no keys.' : keys.map(describeKey).join('\n');
    }
    case 'revoke': {
      const { revoked } = await manage(command, z.object({ revoked: z.number() }), service);
      const { keys } = await manage({ command: 'list' }, listedSchema, service);
      const isOpen = keys.some(({ clientId, status }) => clientId === command.clientId && status === 'active');
      if (!isOpen) await takeOffPlan(apiGateway, command.clientId);
      return `${revoked} ${revoked === 1 ? 'key' : 'keys'} of ${command.clientId} revoked; none is let in after 60 s.`;
    }
  }
}

async function manage<Schema extends z.ZodType>(
  command: KeyCommand,
  schema: Schema,
  { deployment, lambda }: KeyService,
): Promise<z.output<Schema>> {
  const FunctionName = deployment.output('ManageClientsFunctionName');
  const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(command) }));
  const payload: unknown = JSON.parse(Buffer.from(answer.Payload ?? []).toString() || 'null');
  if (answer.FunctionError === undefined) return schema.parse(payload);
  const failure = failureSchema.safeParse(payload);
  throw new OperatorError(failure.success ? failure.data.errorMessage : 'The function that manages clients failed.');
}

function describeIssued({ clientId, apiKey, plan }: z.infer<typeof issuedSchema>): string {
  return [`Client  ${clientId} (plan ${plan})`, `Key     ${apiKey}`, 'It is shown this once; keep it in a safe.'].join(
    '\n',
  );
}

function describeKey(key: ListedKey): string {
  const until = key.validUntil === null ? '' : `  until ${key.validUntil}`;
  const facts = [key.clientId, key.name, key.role, key.plan, key.keyId, key.status, key.createdAt];
  return `${facts.join('  ')}${until}`;
}
