import { DescribeStateMachineCommand } from '@aws-sdk/client-sfn';
import { stepFunctions } from '../enrichment/execution.ts';
import { readRow } from '../enrichment/table.ts';
import { requireVariable } from '../environment.ts';

export type ServiceState = 'operational' | 'degraded' | 'down' | 'disabled';

/** The services of the health endpoint. */
export interface ServiceStates {
  readonly database: ServiceState;
  /** Redis, which is optional; answers are cached in the database either way. */
  readonly cache: ServiceState;
  readonly ai: ServiceState;
  readonly workflow: ServiceState;
}

const probeTimeoutMs = 2000;

/** Asks each service something cheap, all at once; a probe that takes over two seconds counts as failed. */
export async function probeServices(): Promise<ServiceStates> {
  const [table, bucket, standard, deep] = await Promise.all([
    probe(() => readRow({ pk: 'HEALTH', sk: 'HEALTH' }, Date.now())),
    probe(askBucket),
    probe(() => describeMachine('STANDARD_STATE_MACHINE_ARN')),
    probe(() => describeMachine('DEEP_STATE_MACHINE_ARN')),
  ]);
  return {
    database: table === null ? 'down' : bucket === null ? 'degraded' : 'operational',
    cache: 'disabled',
    ai: standard === null ? 'down' : standard.value.hasEngine ? 'operational' : 'disabled',
    workflow: standard === null ? 'down' : deep === null ? 'degraded' : 'operational',
  };
}

/** The embedded engine runs inside the machine: it is there when the deployed graph calls one. */
async function describeMachine(variable: string): Promise<{ readonly hasEngine: boolean }> {
  const { status, definition } = await stepFunctions.send(
    new DescribeStateMachineCommand({ stateMachineArn: requireVariable(variable) }),
  );
  if (status === 'DELETING') throw new Error('The state machine is being deleted.');
  return { hasEngine: /"engine"\s*:\s*"\w+"/.test(definition ?? '') };
}

/**
 * Asks for the bucket without a signature: an existing private one answers 403, a missing one 404
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html). This spares the S3 client.
 */
async function askBucket(): Promise<void> {
  const bucket = requireVariable('DOCUMENTS_BUCKET');
  const endpoint = process.env.AWS_ENDPOINT_URL_S3;
  const url =
    endpoint === undefined
      ? `https://${bucket}.s3.${requireVariable('AWS_REGION')}.amazonaws.com/`
      : `${endpoint.replace(/\/$/, '')}/${bucket}`;
  const { status } = await fetch(url, { method: 'HEAD' });
  if (status === 404 || status >= 500) throw new Error(`The bucket answered ${status}.`);
}

async function probe<Value>(ask: () => Promise<Value>): Promise<{ readonly value: Value } | null> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('The probe took too long.')), probeTimeoutMs);
  try {
    return { value: await Promise.race([ask(), promise]) };
  } catch (error) {
    console.warn({ message: 'probe failed', error: error instanceof Error ? error.message : 'unknown' });
    return null;
  } finally {
    clearTimeout(timer);
  }
}
