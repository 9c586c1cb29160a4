import { IntelligenceError } from '../errors.ts';
import { endpoint } from './endpoint.ts';
import type { ApiEvent, ApiResponse } from './event.ts';

type EndpointHandler = (event: ApiEvent, context: never) => Promise<ApiResponse>;

const unknownRoute = endpoint(null, async () => {
  throw new IntelligenceError('request.not_found', 'There is no such resource.');
}) as unknown as EndpointHandler;

/**
 * Makes one function serve several routes that share their data: the endpoint by method and path template,
 * such as `PUT /profile/{userId}`; HEAD is served by GET.
 */
export function endpoints(byRoute: Readonly<Record<string, unknown>>) {
  return async (event: ApiEvent, context: never): Promise<ApiResponse> => {
    const method = event.httpMethod === 'HEAD' ? 'GET' : event.httpMethod;
    const found = byRoute[`${method} ${event.resource ?? event.path}`] as EndpointHandler | undefined;
    return (found ?? unknownRoute)(event, context);
  };
}
