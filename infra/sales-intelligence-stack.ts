import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { CacheInvalidation } from './constructs/cache-invalidation.ts';
import { DatasetCollection } from './constructs/dataset-collection.ts';
import { EnrichmentApi } from './constructs/enrichment-api.ts';
import { EnrichmentData } from './constructs/enrichment-data.ts';
import { EnrichmentFunctions } from './constructs/enrichment-functions.ts';
import { EnrichmentPipeline } from './constructs/enrichment-pipeline.ts';
import { HotRefresh } from './constructs/hot-refresh.ts';
import { limitConcurrency } from './constructs/limited-functions.ts';
import { Monitoring } from './constructs/monitoring.ts';
import { PrivacyRequests } from './constructs/privacy-requests.ts';
import { ProviderSecrets } from './constructs/provider-secrets.ts';
import { keepWarm } from './constructs/warm-functions.ts';
import { readPlans } from './plans.ts';
import { readRetention } from './retention.ts';
import { readRoutes } from './routes.ts';
import type { StageSettings } from './stage.ts';

export interface SalesIntelligenceStackProps extends StackProps {
  readonly stage: StageSettings;
  /** The project's folder, which holds `statemachines/` and the build's `dist/`. */
  readonly root: string;
}

/** The whole product in one stack: data, secrets, functions, the machines, and the API in front. */
export class SalesIntelligenceStack extends Stack {
  constructor(scope: Construct, id: string, { stage, root, ...props }: SalesIntelligenceStackProps) {
    super(scope, id, props);
    const dist = join(root, 'dist');
    const define = (machine: string) => readFileSync(join(root, 'statemachines', `${machine}.asl.json`), 'utf8');

    const data = new EnrichmentData(this, 'Data', { stage, daysKept: readRetention(dist) });
    const secrets = new ProviderSecrets(this, 'Secrets', stage);
    const functions = new EnrichmentFunctions(this, 'Functions', { stage, data, secrets, dist });
    const collection = { stage, functions, definition: define('collect-dataset') };
    const datasets = new DatasetCollection(this, 'Datasets', collection);
    const enrichment = { stage, data, functions, datasets, definition: define('company-enrichment') };
    const pipeline = new EnrichmentPipeline(this, 'Pipeline', enrichment);
    functions.connectPipeline(pipeline);
    new CacheInvalidation(this, 'Invalidation', { data, functions });
    keepWarm(functions, stage);
    limitConcurrency(functions, stage);
    const hot = { stage, data, functions, definition: define('refresh-hot-companies') };
    const refresh = new HotRefresh(this, 'Refresh', hot);
    new PrivacyRequests(this, 'Privacy', { stage, data, functions, definition: define('handle-privacy-request') });
    const api = new EnrichmentApi(this, 'Api', { stage, functions, routes: readRoutes(dist), plans: readPlans(dist) });

    const machines = [pipeline.standard, pipeline.deep];
    const { dashboardUrl } = new Monitoring(this, 'Monitoring', { stage, machines });

    this.output('ApiUrl', api.url);
    this.output('StandardStateMachineArn', pipeline.standard.stateMachineArn);
    this.output('DeepStateMachineArn', pipeline.deep.stateMachineArn);
    this.output('RefreshStateMachineArn', refresh.machine.stateMachineArn);
    this.output('StateMachineConsole', pipeline.consoleUrl);
    this.output('Dashboard', dashboardUrl);
    this.output('TableName', data.table.tableName);
    this.output('DocumentsBucketName', data.bucket.bucketName);
    this.output('ManageClientsFunctionName', functions.named('manage-clients').lambda.functionName);
    this.output('ManageCompaniesFunctionName', functions.named('manage-companies').lambda.functionName);
    for (const [plan, planId] of Object.entries(api.usagePlanIds)) this.output(`${plan}UsagePlanId`, planId);
  }

  private output(id: string, value: string): void {
    new CfnOutput(this, id, { value });
  }
}
