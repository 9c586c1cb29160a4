import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { runKeyCommand } from '../../infra/operate/run-key-command.ts';
import type { Stack } from '../../local/stack.ts';

/** Makes a client of a role as an operator would, and gives its key. */
export async function registerClient(stack: Stack, role: string, plan = 'enterprise'): Promise<string> {
  const settings = { region: stack.template.place.region, credentials: { accessKeyId: 'o', secretAccessKey: 'o' } };
  const lambda = new LambdaClient({ ...settings, endpoint: stack.endpoints.lambda });
  const apiGateway = new APIGatewayClient({ ...settings, endpoint: stack.endpoints.apiGateway });
  const deployment = { output: (name: string) => stack.template.outputs[name] ?? '' };
  const wish = { command: 'create', name: role, role, plan, scopes: null, clientId: null } as const;
  try {
    const shown = await runKeyCommand(wish, { deployment, lambda, apiGateway });
    return /^Key\s+(\S+)$/m.exec(shown)?.[1] ?? '';
  } finally {
    lambda.destroy();
    apiGateway.destroy();
  }
}
