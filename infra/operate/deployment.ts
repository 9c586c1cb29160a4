import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import * as z from 'zod';

/** What SDK clients of a deployed stack need: nothing on AWS, a loopback address and any credentials on a laptop. */
export interface ClientSettings {
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** A stack that an operator's command works on. */
export interface Deployment {
  /** For messages: `the laptop stack` or the stack's name. */
  readonly name: string;
  /** The stack's output. Throws OperatorError where it has none of that name. */
  output(name: string): string;
  /** Settings for the SDK client of a service. */
  clientSettings(service: 'lambda' | 'apiGateway' | 'stepFunctions'): ClientSettings;
}

/** Something that the operator can mend; the message says how. */
export class OperatorError extends Error {
  constructor(message: string, options: ErrorOptions = {}) {
    super(message, options);
    this.name = 'OperatorError';
  }
}

const runningStackSchema = z.object({
  pid: z.number(),
  endpoints: z.record(z.string(), z.string()),
  outputs: z.record(z.string(), z.string()),
});

/**
 * Finds the stack of a stage, with the region and credentials of the environment, or, for null, the one
 * that runs on this machine. Throws OperatorError when there is none.
 */
export async function findDeployment(stage: string | null, root: string): Promise<Deployment> {
  return stage === null ? findOnLaptop(root) : findOnAws(`SalesIntelligence-${stage}`);
}

function findOnLaptop(root: string): Deployment {
  const { endpoints, outputs } = readRunningStack(join(root, '.laptop', 'stack.json'));
  const credentials = { accessKeyId: 'operator', secretAccessKey: 'operator' };
  return {
    name: 'the laptop stack',
    output: (name) => requireOutput(outputs, name, 'the laptop stack'),
    clientSettings: (service) => ({ endpoint: endpoints[service] ?? '', region: 'us-east-1', credentials }),
  };
}

function readRunningStack(file: string): z.infer<typeof runningStackSchema> {
  try {
    const stack = runningStackSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    process.kill(stack.pid, 0);
    return stack;
  } catch (cause) {
    const message = 'No stack runs on this machine: start it with "npm run dev", or name a deployed one with --stage.';
    throw new OperatorError(message, { cause });
  }
}

async function findOnAws(stackName: string): Promise<Deployment> {
  const client = new CloudFormationClient({});
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: stackName }));
    const outputs = (Stacks[0]?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]);
    const byName = Object.fromEntries(outputs) as Readonly<Record<string, string>>;
    return { name: stackName, output: (name) => requireOutput(byName, name, stackName), clientSettings: () => ({}) };
  } catch (cause) {
    if (cause instanceof OperatorError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new OperatorError(`The stack ${stackName} cannot be read: ${reason}`, { cause });
  } finally {
    client.destroy();
  }
}

function requireOutput(outputs: Readonly<Record<string, string>>, name: string, stack: string): string {
  const value = outputs[name];
  if (value !== undefined && value !== '') return value;
  throw new OperatorError(`${stack} has no output ${name}: deploy it again with this version.`);
}
