import type { FunctionResource } from '../template/functions.ts';
import type { Place } from '../template/identity.ts';
import { credentialsOf } from './credentials.ts';

/** Loopback endpoints of the services that functions call, by the SDK's service id (`DYNAMODB`). */
export type ServiceEndpoints = Readonly<Record<string, string>>;

/**
 * Gives a function's whole environment: the template's variables and those that Lambda sets
 * (docs: configuration-envvars), nothing of the machine's own.
 */
export function workerEnvironment(
  resource: FunctionResource,
  place: Place,
  endpoints: ServiceEndpoints,
): Record<string, string> {
  const credentials = credentialsOf(resource.name);
  const endpointVariables = Object.entries(endpoints).map(([service, url]) => [`AWS_ENDPOINT_URL_${service}`, url]);
  return {
    ...resource.environment,
    _HANDLER: resource.handler,
    AWS_REGION: place.region,
    AWS_DEFAULT_REGION: place.region,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: resource.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(resource.memoryMegabytes),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${resource.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'laptop',
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    LAMBDA_TASK_ROOT: resource.taskRoot,
    LANG: 'en_US.UTF-8',
    PATH: '/usr/local/bin:/usr/bin:/bin',
    // The SDK must not find the laptop's own ~/.aws.
    HOME: '/home/sbx_user1051',
    ...Object.fromEntries(endpointVariables),
  };
}
