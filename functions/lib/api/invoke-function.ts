import { postSigned } from '../storage/signed-request.ts';

/**
 * Invokes a function and gives what it answers (https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html).
 * The one signed request is made by hand, since the Lambda client would add 17 KB to what each start
 * loads. Throws Error where the function fails, is refused, or takes longer than `timeoutMs`.
 */
export async function invokeFunction(name: string, payload: object, timeoutMs: number): Promise<unknown> {
  const call = {
    service: 'lambda',
    endpointVariable: 'AWS_ENDPOINT_URL_LAMBDA',
    path: `/2015-03-31/functions/${encodeURIComponent(name)}/invocations`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(payload),
  };
  const response = await postSigned(call, timeoutMs);
  const failure = response.ok ? response.headers.get('x-amz-function-error') : `status ${response.status}`;
  if (failure !== null) throw new Error(`The function did not answer: ${failure}.`);
  return response.json();
}
