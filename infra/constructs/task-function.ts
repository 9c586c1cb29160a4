import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  type CfnFunction,
  Code,
  type IFunction,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { StageSettings } from '../stage.ts';
import { acknowledge } from './acknowledge.ts';
import { logicalIdOf } from './function-name.ts';
import { aliasOf } from './machine-release.ts';

export interface TaskFunctionProps {
  /** The function's file name without its ending, as in `dist/functions/<name>`. */
  readonly name: string;
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly stage: StageSettings;
  /** The build's output folder. */
  readonly dist: string;
}

/**
 * One Lambda with the house's defaults: Node 24 on arm64, its bundle from the build, a log group of
 * its own with retention, JSON logs, source maps, active tracing, and a role that may do nothing but
 * write its own logs and traces. Throws Error when the bundle was not built.
 */
export class TaskFunction extends Construct {
  readonly lambda: LambdaFunction;
  readonly role: Role;
  private readonly access = new PolicyDocument();
  private readonly isReleased: boolean;
  private frontDoor: IFunction | null = null;

  constructor(scope: Construct, id: string, props: TaskFunctionProps) {
    super(scope, id);
    this.isReleased = aliasOf(props.stage) !== null;
    const logGroup = new LogGroup(this, 'Logs', {
      retention: props.stage.logRetention,
      removalPolicy: props.stage.removalPolicy,
    });
    // Within the role instead of beside it: a stack may hold 500 resources, and a policy of its own would be one each.
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: { access: this.access },
    });
    this.allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]);
    this.allow(['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], ['*']);
    this.lambda = new LambdaFunction(this, 'Function', {
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(findBundle(props.dist, props.name)),
      role: this.role,
      memorySize: props.memoryMegabytes,
      timeout: Duration.seconds(props.timeoutSeconds),
      environment: { ...props.environment, NODE_OPTIONS: '--enable-source-maps' },
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      // A run under way ends on the versions on which it began.
      currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN },
    });
    const resource = this.lambda.node.defaultChild as CfnFunction;
    resource.overrideLogicalId(logicalIdOf(props.name));
    // The L2 property would put its two actions into a policy beside the role.
    resource.tracingConfig = { mode: 'Active' };
    acknowledge(
      this.role,
      'AwsSolutions-IAM5[Resource::*]',
      'X-Ray has no resources to name: its two write actions only take *.',
    );
  }

  /** What the API invokes. */
  get served(): IFunction {
    return this.frontDoor ?? this.lambda;
  }

  /** Has the API invoke an alias instead of the function itself. */
  serveThrough(alias: IFunction): void {
    this.frontDoor = alias;
  }

  /** What a state machine invokes: this version in test and prod, so that a machine's version pins its functions. */
  get taskArn(): string {
    return this.isReleased ? this.lambda.currentVersion.functionArn : this.lambda.functionArn;
  }

  /** What the role of such a machine must name: every version, since runs under way go on with theirs. */
  get taskResource(): string {
    return this.isReleased ? `${this.lambda.functionArn}:*` : this.lambda.functionArn;
  }

  /** Puts a variable into the function's environment. */
  tell(variable: string, value: string): void {
    this.lambda.addEnvironment(variable, value);
  }

  /** Lets the function do exactly these actions on exactly these resources, where conditions are given only under them. */
  allow(
    actions: readonly string[],
    resources: readonly string[],
    conditions: Readonly<Record<string, unknown>> = {},
  ): void {
    if (actions.length === 0 || resources.length === 0) return;
    this.access.addStatements(new PolicyStatement({ actions: [...actions], resources: [...resources], conditions }));
  }
}

function findBundle(dist: string, name: string): string {
  const folder = join(dist, 'functions', name);
  if (existsSync(join(folder, 'index.mjs'))) return folder;
  throw new Error(`The bundle of ${name} is missing: functions/<stage>/${name}.ts was not built. Run "npm run build".`);
}
