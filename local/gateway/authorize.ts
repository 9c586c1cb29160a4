import * as z from 'zod';
import type { RestAuthorizer } from '../template/rest-api.ts';
import { type AuthorizerContext, type Deployment, describeRequest, methodArn } from './context.ts';
import { GatewayRefusal } from './gateway-response.ts';
import type { InvokePermitted } from './invoke-function.ts';
import { type AuthorizerPolicy, authorizerPolicySchema, evaluatePolicy } from './policy.ts';
import { describeProxyRequest } from './proxy-event.ts';
import { type GatewayRequest, headerOf } from './request.ts';
import type { Route } from './route.ts';

const verdictSchema = z.object({
  principalId: z.string(),
  policyDocument: authorizerPolicySchema,
  context: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
    .nullish()
    .transform((context) => context ?? {}),
  usageIdentifierKey: z.string().nullish(),
});

/** What an authorizer let in: what it says of the caller, and the value of the caller's API key. */
export interface Admission {
  readonly context: AuthorizerContext;
  readonly usageIdentifierKey: string | null;
}

interface Verdict extends Admission {
  readonly policy: AuthorizerPolicy;
}

/**
 * Asks a method's authorizer whether the caller may. Gives what it says about the caller; throws
 * GatewayRefusal `UNAUTHORIZED`, `ACCESS_DENIED`, `AUTHORIZER_FAILURE` or `AUTHORIZER_CONFIGURATION_ERROR`.
 */
export type Authorize = (request: GatewayRequest, route: Route, port: number) => Promise<Admission | null>;

/** Makes the authorization step of an API; verdicts are kept per identity for the authorizer's time. */
export function createAuthorization(
  deployment: Deployment,
  invoke: InvokePermitted,
  now: () => number = Date.now,
): Authorize {
  const cache = new Map<string, { readonly verdict: Verdict; readonly until: number }>();

  async function decide(authorizer: RestAuthorizer, request: GatewayRequest, route: Route, port: number) {
    const identity = readIdentity(authorizer, request, route, deployment);
    const key = JSON.stringify([authorizer.authorizerId, identity]);
    const cached = cache.get(key);
    if (authorizer.cacheSeconds > 0 && cached !== undefined && cached.until > now()) return cached.verdict;
    const event = createEvent(authorizer, identity, request, route, deployment, port);
    const verdict = await ask(authorizer, event, deployment, invoke);
    cache.set(key, { verdict, until: now() + authorizer.cacheSeconds * 1000 });
    return verdict;
  }

  return async (request, route, port) => {
    const { authorizer } = route.method;
    if (authorizer === null) return null;
    const verdict = await decide(authorizer, request, route, port);
    const decision = evaluatePolicy(verdict.policy, methodArn(deployment, request.httpMethod, request.path));
    if (decision === 'allowed') return verdict;
    const suffix = decision === 'explicitly denied' ? ' with an explicit deny' : '';
    throw new GatewayRefusal(
      'ACCESS_DENIED',
      `The authorizer's policy does not allow the call (${decision})`,
      `User is not authorized to access this resource${suffix}`,
    );
  };
}

function readIdentity(
  authorizer: RestAuthorizer,
  request: GatewayRequest,
  route: Route,
  deployment: Deployment,
): readonly string[] {
  const context = describeRequest(deployment, request, route.method, null);
  const values = authorizer.identitySources.map((source) => readSource(source, request, context));
  const present = values.filter((value) => value !== undefined && value !== '') as string[];
  const valid = authorizer.identityValidation;
  if (present.length < values.length || (valid !== null && !present.every((value) => new RegExp(valid).test(value)))) {
    throw new GatewayRefusal('UNAUTHORIZED', 'An identity source is missing or not well formed');
  }
  return present;
}

function readSource(
  source: string,
  request: GatewayRequest,
  context: Readonly<Record<string, unknown>>,
): string | undefined {
  const [, kind, name = ''] =
    /^(method\.request\.header|method\.request\.querystring|context)\.(.+)$/.exec(source) ?? [];
  if (kind === 'method.request.header') return headerOf(request, name);
  if (kind === 'method.request.querystring') return request.query.get(name)?.at(-1);
  const value = context[name];
  return typeof value === 'string' ? value : undefined;
}

function createEvent(
  authorizer: RestAuthorizer,
  identity: readonly string[],
  request: GatewayRequest,
  route: Route,
  deployment: Deployment,
  port: number,
) {
  const arn = methodArn(deployment, request.httpMethod, request.path);
  if (authorizer.type === 'TOKEN') return { type: 'TOKEN', methodArn: arn, authorizationToken: identity[0] };
  const context = describeRequest(deployment, request, route.method, null);
  return { type: 'REQUEST', methodArn: arn, ...describeProxyRequest(request, route, context, port) };
}

async function ask(
  authorizer: RestAuthorizer,
  event: unknown,
  { api, place }: Deployment,
  invoke: InvokePermitted,
): Promise<Verdict> {
  const sourceArn = `arn:aws:execute-api:${place.region}:${place.accountId}:${api.apiId}/authorizers/${authorizer.authorizerId}`;
  const startedAt = performance.now();
  const result = await invoke(authorizer.functionArn, sourceArn, event, 'AUTHORIZER_CONFIGURATION_ERROR');
  if (result.functionError !== null) {
    // The one message by which an authorizer asks for 401 (docs: apigateway-use-lambda-authorizer).
    const { errorMessage } = JSON.parse(result.payload) as { errorMessage?: string };
    if (errorMessage === 'Unauthorized') throw new GatewayRefusal('UNAUTHORIZED', 'The authorizer said Unauthorized');
    throw new GatewayRefusal('AUTHORIZER_FAILURE', `The authorizer failed: ${result.payload}`);
  }
  const parsed = verdictSchema.safeParse(JSON.parse(result.payload));
  if (!parsed.success) {
    throw new GatewayRefusal(
      'AUTHORIZER_CONFIGURATION_ERROR',
      `The authorizer's answer is not valid: ${z.prettifyError(parsed.error)}`,
    );
  }
  const values = Object.entries(parsed.data.context).map(([key, value]) => [key, String(value)] as const);
  return {
    policy: parsed.data.policyDocument,
    usageIdentifierKey: parsed.data.usageIdentifierKey ?? null,
    context: {
      ...Object.fromEntries(values),
      principalId: parsed.data.principalId,
      integrationLatency: Math.round(performance.now() - startedAt),
    },
  };
}
