import { Aws } from 'aws-cdk-lib';
import type { EngineSettings } from '../engines.ts';
import type { FunctionSpecification } from '../functions.ts';
import { acknowledge } from './acknowledge.ts';
import type { TaskFunction } from './task-function.ts';

/** Tells a function which engines and models there are, and lets the one that asks invoke those of Bedrock. */
export function allowEngines(
  deployed: TaskFunction,
  access: FunctionSpecification['engines'],
  { bedrockRegion, models }: EngineSettings,
): void {
  if (access === 'none') return;
  for (const [variable, model] of Object.entries(models)) deployed.tell(variable, model);
  if (bedrockRegion === null) return;
  deployed.tell('BEDROCK_REGION', bedrockRegion);
  if (access !== 'asks') return;
  const ofBedrock = Object.entries(models).filter(([variable]) => variable.startsWith('BEDROCK_'));
  for (const [, model] of ofBedrock) allowModel(deployed, model, bedrockRegion);
}

/**
 * A profile spreads requests over regions, so the model behind it is allowed in all of them, but only
 * through the profile (https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html).
 */
function allowModel(deployed: TaskFunction, id: string, region: string): void {
  const actions = ['bedrock:InvokeModel'];
  const [, geography, model = id] = /^(us|us-gov|eu|apac|jp|au|ca|global)\.(.+)$/.exec(id) ?? [];
  const modelIn = (place: string) => `arn:${Aws.PARTITION}:bedrock:${place}::foundation-model/${model}`;
  if (geography === undefined) {
    deployed.allow(actions, [modelIn(region)]);
    return;
  }
  const profile = `arn:${Aws.PARTITION}:bedrock:${region}:${Aws.ACCOUNT_ID}:inference-profile/${id}`;
  deployed.allow(actions, [profile]);
  deployed.allow(actions, [modelIn('*')], { StringEquals: { 'bedrock:InferenceProfileArn': profile } });
  acknowledge(
    deployed.role,
    `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:bedrock:*::foundation-model/${model}]`,
    'An inference profile chooses the region itself; the condition holds the model to that profile.',
  );
}
