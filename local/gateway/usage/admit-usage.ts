import type { RestApiResource } from '../../template/rest-api.ts';
import type { Admission } from '../authorize.ts';
import { GatewayRefusal } from '../gateway-response.ts';
import { type GatewayRequest, headerOf } from '../request.ts';
import type { Route } from '../route.ts';
import type { ApiKeys } from './api-keys.ts';
import { createMeter } from './meter.ts';

/** Takes one request from the caller's usage plan. Throws GatewayRefusal `INVALID_API_KEY`, `THROTTLED` or `QUOTA_EXCEEDED`. */
export type AdmitUsage = (request: GatewayRequest, route: Route, admission: Admission | null) => void;

/** Makes the step that holds a method's callers against their usage plans, as API Gateway does after the authorizer. */
export function createUsageAdmission(
  source: RestApiResource['apiKeySource'],
  keys: ApiKeys | undefined,
  now?: () => number,
): AdmitUsage {
  const meter = createMeter(now);
  return (request, route, admission) => {
    if (!route.method.apiKeyRequired) return;
    const value = source === 'AUTHORIZER' ? admission?.usageIdentifierKey : headerOf(request, 'x-api-key');
    const found = keys?.find(value ?? '') ?? null;
    if (found === null) throw new GatewayRefusal('INVALID_API_KEY', 'The API key is on no usage plan of this stage');
    const allowance = meter.take(found.key.id, found.plan);
    if (allowance === 'allowed') return;
    const refused = allowance === 'throttled' ? 'THROTTLED' : 'QUOTA_EXCEEDED';
    throw new GatewayRefusal(refused, `${found.key.name} is over its plan ${found.plan.name}`);
  };
}
