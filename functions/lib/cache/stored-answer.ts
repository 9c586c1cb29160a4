import { SignatureV4 } from '@smithy/signature-v4';
import { requireVariable } from '../environment.ts';
import { TransientError } from '../errors.ts';
import { dynamodb } from '../storage/clients.ts';

const timeoutMs = 5000;

/**
 * Gives the text of an answer too large for a table row from the bucket, null when it is gone. The one signed
 * GET is made by hand, since the S3 client would add 160 KB to each API function for it.
 * Throws TransientError `storage.unavailable`.
 */
export async function readStoredText(bodyKey: string): Promise<string | null> {
  try {
    const url = objectUrl(requireVariable('DOCUMENTS_BUCKET'), bodyKey);
    const response = await fetch(url, { headers: await sign(url), signal: AbortSignal.timeout(timeoutMs) });
    if (response.status === 404) return null;
    if (!response.ok) throw new Error(`The bucket answered ${response.status}.`);
    return await response.text();
  } catch (cause) {
    throw new TransientError('storage.unavailable', 'The document store did not answer.', { cause });
  }
}

/** Path style, which AWS takes for every bucket in its own region and other S3 servers take only. */
function objectUrl(bucket: string, key: string): URL {
  const base = process.env.AWS_ENDPOINT_URL_S3 ?? `https://s3.${requireVariable('AWS_REGION')}.amazonaws.com`;
  const path = [bucket, ...key.split('/')].map(encodeURIComponent).join('/');
  return new URL(`${base.replace(/\/$/, '')}/${path}`);
}

/** Region and credentials are those that the table's client found (Signature Version 4: https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html). */
async function sign(url: URL): Promise<Record<string, string>> {
  const { region, credentials, sha256 } = dynamodb.config;
  const signer = new SignatureV4({ service: 's3', region, credentials, sha256, uriEscapePath: false });
  const signed = await signer.sign({
    method: 'GET',
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query: {},
    headers: { host: url.host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
  });
  const { host: _, ...headers } = signed.headers;
  return headers;
}
