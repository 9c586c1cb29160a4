import { SignatureV4 } from '@smithy/signature-v4';
import { requireVariable } from '../environment.ts';
import { dynamodb } from '../storage/clients.ts';

/**
 * Invokes a function and gives what it answers (https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html).
 * The one signed request is made by hand, since the Lambda client would add 17 KB to what each start
 * loads. Throws Error where the function fails, is refused, or takes longer than `timeoutMs`.
 */
export async function invokeFunction(name: string, payload: object, timeoutMs: number): Promise<unknown> {
  const base = process.env.AWS_ENDPOINT_URL_LAMBDA ?? `https://lambda.${requireVariable('AWS_REGION')}.amazonaws.com`;
  const url = new URL(`${base.replace(/\/$/, '')}/2015-03-31/functions/${encodeURIComponent(name)}/invocations`);
  const body = JSON.stringify(payload);
  const signal = AbortSignal.timeout(timeoutMs);
  const response = await fetch(url, { method: 'POST', headers: await sign(url, body), body, signal });
  const failure = response.ok ? response.headers.get('x-amz-function-error') : `status ${response.status}`;
  if (failure !== null) throw new Error(`The function did not answer: ${failure}.`);
  return response.json();
}

/** Region and credentials are those that the table's client found. */
async function sign(url: URL, body: string): Promise<Record<string, string>> {
  const { region, credentials, sha256 } = dynamodb.config;
  const signer = new SignatureV4({ service: 'lambda', region, credentials, sha256 });
  const signed = await signer.sign({
    method: 'POST',
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query: {},
    headers: { host: url.host, 'content-type': 'application/json' },
    body,
  });
  const { host: _, ...headers } = signed.headers;
  return headers;
}
