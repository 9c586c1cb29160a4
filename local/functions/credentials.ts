import { createHash } from 'node:crypto';

/** Credentials of one function: whoever signs with them is that function. */
export interface FunctionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** Makes the stable credentials of a function, shaped as those of an assumed role. */
export function credentialsOf(functionName: string): FunctionCredentials {
  const digest = (purpose: string) => createHash('sha256').update(`${purpose}/${functionName}`).digest('hex');
  return {
    accessKeyId: `ASIA${digest('key').slice(0, 16).toUpperCase()}`,
    secretAccessKey: digest('secret').slice(0, 40),
    sessionToken: digest('token'),
  };
}
