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

/** Makes the CDK app of one stage; its `synth()` throws when cdk-nag finds what nobody has accepted. */
export function createApp({ root, outdir, context }: AppSettings): { app: App; stack: SalesIntelligenceStack } {
  const app = new App({ outdir, context: { ...context } });
  const stage = readStage(app.node);
  const stack = new SalesIntelligenceStack(app, `SalesIntelligence-${stage.name}`, { stage, root });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { app, stack };
}
