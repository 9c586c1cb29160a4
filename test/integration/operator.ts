import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { runKeyCommand } from '../../infra/operate/run-key-command.ts';
import type { Laptop } from './laptop.ts';

/** A client to be made for a test. */
export interface ClientWish {
  /** null makes one up. */
  readonly clientId: string | null;
  readonly role: 'viewer' | 'seller' | 'admin';
  readonly plan?: 'trial' | 'team' | 'enterprise';
  readonly scopes?: readonly string[];
}

/** What an operator does to the running stack, with IAM and not through the API. */
export interface Operator {
  /** Makes a client and gives its key. */
  readonly register: (wish: ClientWish) => Promise<string>;
  readonly revoke: (clientId: string) => Promise<void>;
  readonly importCompanies: (companies: readonly object[]) => Promise<void>;
}

/** Makes the operator of a running stack. */
export function operate({ stack }: Pick<Laptop, 'stack'>): Operator {
  const common = {
    region: stack.template.place.region,
    credentials: { accessKeyId: 'operator', secretAccessKey: 'operator' },
  };
  const lambda = new LambdaClient({ ...common, endpoint: stack.endpoints.lambda });
  const apiGateway = new APIGatewayClient({ ...common, endpoint: stack.endpoints.apiGateway });
  const deployment = { output: (name: string) => stack.template.outputs[name] ?? '' };
  const service = { deployment, lambda, apiGateway };
  return {
    register: async ({ clientId, role, plan = 'enterprise', scopes = null }) => {
      const issued = await runKeyCommand({ command: 'create', name: role, role, plan, scopes, clientId }, service);
      return /sio_[\w-]+/.exec(issued)?.[0] ?? '';
    },
    revoke: async (clientId) => {
      await runKeyCommand({ command: 'revoke', clientId, keyId: null }, service);
    },
    importCompanies: async (companies) => {
      const FunctionName = deployment.output('ManageCompaniesFunctionName');
      const Payload = JSON.stringify({ command: 'import', companies });
      await lambda.send(new InvokeCommand({ FunctionName, Payload }));
    },
  };
}
