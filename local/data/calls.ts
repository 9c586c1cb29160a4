/** Who called what: held against the caller's IAM policy by a test. */
export interface Call {
  /** From the Authorization header (SigV4), null where the request was not signed. */
  readonly accessKeyId: string | null;
  /** As in an IAM policy, such as `dynamodb:GetItem`. */
  readonly action: string;
  /** ARN. */
  readonly resource: string;
}

export type OnCall = (call: Call) => void;

/** One request to a store and its answer, for who counts what a run costs. */
export interface Exchange {
  readonly service: 'dynamodb' | 's3';
  /** DynamoDB's operation, S3's method. */
  readonly operation: string;
  /** Rows that a batch holds, 1 for all else. */
  readonly rows: number;
  readonly requestBytes: number;
  readonly responseBytes: number;
}

export type OnExchange = (exchange: Exchange) => void;

/** The parts of a SigV4 credential that matter here. */
export interface Credential {
  readonly accessKeyId: string;
  readonly region: string;
}

/**
 * Reads `Credential=<key id>/<date>/<region>/<service>/aws4_request` out of an Authorization header; source:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function readCredential(authorization: string | undefined): Credential | null {
  const [, accessKeyId, region] =
    /^AWS4-[A-Z0-9-]+ .*\bCredential=([^/,\s]+)\/\d{8}\/([^/,\s]+)\//.exec(authorization ?? '') ?? [];
  return accessKeyId === undefined || region === undefined ? null : { accessKeyId, region };
}
