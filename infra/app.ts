import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { readContext } from './context.ts';
import { SalesIntelligenceStack } from './sales-intelligence-stack.ts';
import { readStage } from './stage.ts';

const root = join(import.meta.dirname, '..');
const app = new App({ outdir: process.env.CDK_OUTDIR ?? join(root, 'cdk.out'), context: readContext(process.argv) });
const stage = readStage(app.node);
new SalesIntelligenceStack(app, `SalesIntelligence-${stage.name}`, { stage, root });
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
