import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { contextFrom, namingVariables } from './environment.ts';
import { SalesIntelligenceStack } from './sales-intelligence-stack.ts';
import { readStage } from './stage.ts';

export interface AppSettings {
  /** The project's folder. */
  readonly root: string;
  /** Where the cloud assembly is written. */
  readonly outdir: string;
  /** What the command line says; it wins over the environment. */
  readonly context: Readonly<Record<string, unknown>>;
  /** The variables of `infra/environment.ts` are read from it; none where it is not given. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** The names by which `cdk deploy NAME` takes the stacks; what is deployed is called `SalesIntelligence-<stage>`. */
const stackIds = { dev: 'SalesIntelligenceStack', test: 'TestStack', prod: 'SalesIntelligenceStack' } as const;

const settings = {
  // The CDK CLI sets these two; given here, `node infra/app.ts` writes the same template without it.
  'aws:cdk:enable-asset-metadata': true,
  'aws:cdk:enable-path-metadata': true,
  // What CloudFormation would refuse or warn about fails the synthesis.
  '@aws-cdk/core:validateAgainstDefaultRules': true,
};

/**
 * Makes the CDK app of one stage; its `synth()` throws when cdk-nag or CloudFormation's rules find what nobody
 * has accepted. Throws ConfigurationError that lists every setting which cannot be used.
 */
export function createApp(app: AppSettings): { app: App; stack: SalesIntelligenceStack } {
  const { root, outdir, context, environment = {} } = app;
  const made = new App({ outdir, context: { ...settings, ...contextFrom(environment), ...context } });
  const stage = namingVariables({ context, environment }, () => readStage(made.node));
  const stack = new SalesIntelligenceStack(made, stackIds[stage.name], {
    stackName: `SalesIntelligence-${stage.name}`,
    description: `Sales Intelligence Orchestrator, stage ${stage.name}`,
    env: stage.place,
    terminationProtection: stage.name === 'prod',
    stage,
    root,
  });
  Validations.of(made).addPlugins(new AwsSolutionsChecks(made));
  return { app: made, stack };
}
