import { SignatureV4 } from '@smithy/signature-v4';
import { requireVariable } from '../environment.ts';
import { dynamodb } from './clients.ts';

/** A call of an AWS service that is made by hand, as its client would add more to a bundle than this. */
export interface SignedCall {
  /** The service's name in its host and signature, such as `lambda`. */
  readonly service: string;
  /** The variable that leads elsewhere, as the SDK has it. */
  readonly endpointVariable: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Posts a call with the region and credentials that the table's client found. Rejects as `fetch` does, after `timeoutMs` too. */
export async function postSigned(call: SignedCall, timeoutMs: number): Promise<Response> {
  const { service, path, headers, body } = call;
  const given = process.env[call.endpointVariable];
  const base = given ?? `https://${service}.${requireVariable('AWS_REGION')}.amazonaws.com`;
  const url = new URL(`${base.replace(/\/$/, '')}${path}`);
  const { region, credentials, sha256 } = dynamodb.config;
  const signer = new SignatureV4({ service, region, credentials, sha256 });
  const signed = await signer.sign({
    method: 'POST',
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query: {},
    headers: { host: url.host, ...headers },
    body,
  });
  const { host: _, ...sent } = signed.headers;
  return fetch(url, { method: 'POST', headers: sent, body, signal: AbortSignal.timeout(timeoutMs) });
}
