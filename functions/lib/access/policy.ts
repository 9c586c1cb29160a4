import { usageIdentifierOf } from './api-key.ts';
import type { Client } from './client.ts';
import { usagePlans } from './plans.ts';

/** What a Lambda authorizer answers: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html */
export interface AuthorizerAnswer {
  readonly principalId: string;
  readonly policyDocument: {
    readonly Version: '2012-10-17';
    readonly Statement: readonly {
      readonly Action: 'execute-api:Invoke';
      readonly Effect: 'Allow';
      readonly Resource: readonly string[];
    }[];
  };
  readonly context: Readonly<Record<string, string>>;
  readonly usageIdentifierKey: string;
}

/** What the authorizer needs to know of a route. */
interface GuardedRoute {
  readonly method: string;
  readonly path: string;
  readonly scope: string | null;
}

/**
 * Gives the policy for every route of the client's role: API Gateway caches it for the key, so it
 * must not be about the one route that was asked. `methodArn` is
 * `arn:partition:execute-api:region:account:api/stage/METHOD/path`.
 */
export function allowClient(client: Client, methodArn: string, routes: readonly GuardedRoute[]): AuthorizerAnswer {
  const [api, stage] = methodArn.split('/');
  const scopes: readonly string[] = client.scopes;
  const allowed = routes.filter((route) => route.scope === null || scopes.includes(route.scope));
  const resources = allowed.flatMap(({ method, path }) =>
    methodsOf(method).map((allowedMethod) => `${api}/${stage}/${allowedMethod}${path.replace(/\{\w+\}/g, '*')}`),
  );
  return {
    principalId: client.clientId,
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: resources }],
    },
    context: {
      clientId: client.clientId,
      role: client.role,
      scopes: scopes.join(' '),
      rateLimit: String(usagePlans[client.plan].ratePerSecond),
      ...(client.contacts ? { contacts: 'true' } : {}),
    },
    usageIdentifierKey: usageIdentifierOf(client.clientId),
  };
}

/** HEAD is served wherever GET is (RFC 9110, 9.3.2). */
function methodsOf(method: string): string[] {
  return method === 'GET' ? ['GET', 'HEAD'] : [method];
}
