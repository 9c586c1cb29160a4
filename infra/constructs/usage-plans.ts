import { Period, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import type { PlanEntry } from '../plans.ts';
import type { StageSettings } from '../stage.ts';

/** Makes a usage plan of API Gateway from each plan of clients; gives their ids by the plans' names. */
export function addUsagePlans(
  api: RestApi,
  plans: readonly PlanEntry[],
  stage: StageSettings,
): Readonly<Record<string, string>> {
  const made = plans.map(({ name, ratePerSecond, burst, monthlyQuota }) => {
    const plan = api.addUsagePlan(`${name}UsagePlan`, {
      name: `sales-intelligence-${stage.name}-${name}`,
      throttle: { rateLimit: ratePerSecond, burstLimit: burst },
      quota: { limit: monthlyQuota, period: Period.MONTH },
      apiStages: [{ api, stage: api.deploymentStage }],
    });
    return [name, plan.usagePlanId] as const;
  });
  return Object.fromEntries(made);
}
