import * as z from 'zod';
import type { Assembly } from './assembly.ts';
import { TemplateError } from './errors.ts';
import type { RolePolicies } from './policies.ts';
import type { FindResources } from './resources.ts';

/** One Lambda function as the template declares it. */
export interface FunctionResource {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  /** Absolute folder of the deployed code. */
  readonly taskRoot: string;
  /** `module.export` */
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  /** null when the function shares the account's concurrency. */
  readonly reservedConcurrency: number | null;
  /** Retries of an asynchronous invocation whose function failed. */
  readonly asynchronousRetries: number;
  readonly role: RolePolicies;
}

/** Who else may invoke a function. */
export interface FunctionPermission {
  readonly functionArn: string;
  readonly principal: string;
  /** May hold `*`; null allows every source of the principal. */
  readonly sourceArn: string | null;
}

const functionSchema = z.object({
  Code: z.object({ S3Key: z.string().optional(), ZipFile: z.string().optional() }),
  Handler: z.string(),
  Runtime: z.string().regex(/^nodejs/, 'the laptop stack runs Node.js functions only'),
  Role: z.string(),
  Environment: z.object({ Variables: z.record(z.string(), z.coerce.string()).default({}) }).default({ Variables: {} }),
  /** Defaults: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html */
  Timeout: z.coerce.number().int().min(1).max(900).default(3),
  MemorySize: z.coerce.number().int().min(128).max(10_240).default(128),
  ReservedConcurrentExecutions: z.coerce.number().int().min(0).optional(),
});

/** Variables that Lambda sets itself and refuses to have set (docs: configuration-envvars, "Defined runtime environment variables"). */
const reservedVariables: ReadonlySet<string> = new Set([
  '_HANDLER',
  '_X_AMZN_TRACE_ID',
  'AWS_DEFAULT_REGION',
  'AWS_REGION',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_LAMBDA_RUNTIME_API',
  'LAMBDA_TASK_ROOT',
  'LAMBDA_RUNTIME_DIR',
]);

/** Lambda's limit on all variables of a function together, in bytes (docs: Lambda quotas). */
const largestEnvironment = 4096;

/** Reads the functions. Throws TemplateError for what CreateFunction would refuse. */
export function readFunctions(
  find: FindResources,
  assembly: Assembly,
  roles: ReadonlyMap<string, RolePolicies>,
): FunctionResource[] {
  const retries = new Map(
    find(
      'AWS::Lambda::EventInvokeConfig',
      z.object({ FunctionName: z.string(), MaximumRetryAttempts: z.coerce.number().int().min(0).max(2).default(2) }),
    ).map(({ properties }) => [properties.FunctionName, properties.MaximumRetryAttempts]),
  );
  return find('AWS::Lambda::Function', functionSchema).map(({ logicalId, identity, properties }) => {
    const taskRoot = assembly.assetPaths.get(properties.Code.S3Key ?? '');
    if (taskRoot === undefined) throw new TemplateError(`${logicalId} has no code among the assembly's assets.`);
    const role = roles.get(properties.Role);
    if (role === undefined) throw new TemplateError(`${logicalId} has a role that is not in the template.`);
    checkEnvironment(logicalId, properties.Environment.Variables);
    return {
      logicalId,
      name: identity.name,
      arn: identity.attributes.Arn ?? '',
      taskRoot,
      handler: properties.Handler,
      environment: properties.Environment.Variables,
      timeoutSeconds: properties.Timeout,
      memoryMegabytes: properties.MemorySize,
      reservedConcurrency: properties.ReservedConcurrentExecutions ?? null,
      asynchronousRetries: retries.get(identity.name) ?? 2,
      role,
    };
  });
}

/** Reads who may invoke which function. */
export function readPermissions(find: FindResources): FunctionPermission[] {
  return find(
    'AWS::Lambda::Permission',
    z.object({ FunctionName: z.string(), Principal: z.string(), SourceArn: z.string().optional() }),
  ).map(({ properties }) => ({
    functionArn: properties.FunctionName,
    principal: properties.Principal,
    sourceArn: properties.SourceArn ?? null,
  }));
}

function checkEnvironment(logicalId: string, variables: Readonly<Record<string, string>>): void {
  const reserved = Object.keys(variables).filter((name) => reservedVariables.has(name));
  if (reserved.length > 0) {
    throw new TemplateError(`${logicalId} sets variables that Lambda reserves: ${reserved.join(', ')}.`);
  }
  const wrong = Object.keys(variables).filter((name) => !/^[A-Za-z]\w+$/.test(name));
  if (wrong.length > 0) throw new TemplateError(`${logicalId} has variable names Lambda refuses: ${wrong.join(', ')}.`);
  const bytes = Buffer.byteLength(JSON.stringify(variables));
  if (bytes > largestEnvironment) {
    throw new TemplateError(`${logicalId} has ${bytes} bytes of variables; Lambda takes ${largestEnvironment}.`);
  }
}
