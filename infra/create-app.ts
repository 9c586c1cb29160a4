import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { SalesIntelligenceStack } from './sales-intelligence-stack.ts';
import { readStage } from './stage.ts';

export interface AppSettings {
  /** The project's folder. */
  readonly root: string;
  /** Where the cloud assembly is written. */
  readonly outdir: string;
  readonly context: Readonly<Record<string, unknown>>;
}

const settings = {
  // The CDK CLI sets these two; given here, `node infra/app.ts` writes the same template without it.
  'aws:cdk:enable-asset-metadata': true,
  'aws:cdk:enable-path-metadata': true,
  // What CloudFormation would refuse or warn about fails the synthesis.
  '@aws-cdk/core:validateAgainstDefaultRules': true,
};

/** Makes the CDK app of one stage; its `synth()` throws when cdk-nag or CloudFormation's rules find what nobody has accepted. */
export function createApp({ root, outdir, context }: AppSettings): { app: App; stack: SalesIntelligenceStack } {
  const app = new App({ outdir, context: { ...settings, ...context } });
  const stage = readStage(app.node);
  const stack = new SalesIntelligenceStack(app, `SalesIntelligence-${stage.name}`, { stage, root });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { app, stack };
}
