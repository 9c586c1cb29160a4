import { Construct } from 'constructs';
import { orderVariables } from '../engine-order.ts';
import { type FunctionSpecification, functionSpecifications } from '../functions.ts';
import type { StageSettings } from '../stage.ts';
import { allowEngines } from './engine-access.ts';
import type { EnrichmentData } from './enrichment-data.ts';
import type { EnrichmentPipeline } from './enrichment-pipeline.ts';
import { allowData, allowEvents, allowExecutions, allowSecrets } from './function-access.ts';
import { substitutionOf } from './function-name.ts';
import type { ProviderSecrets } from './provider-secrets.ts';
import { TaskFunction } from './task-function.ts';

export interface EnrichmentFunctionsProps {
  readonly stage: StageSettings;
  readonly data: EnrichmentData;
  readonly secrets: ProviderSecrets;
  /** The build's output folder. */
  readonly dist: string;
}

/** Every function of the product, made from the table in `infra/functions.ts`, each with its own role. */
export class EnrichmentFunctions extends Construct {
  private readonly deployed: ReadonlyMap<string, TaskFunction>;

  constructor(scope: Construct, id: string, props: EnrichmentFunctionsProps) {
    super(scope, id);
    this.deployed = new Map(
      functionSpecifications.map((specification) => [specification.name, this.deploy(specification, props)]),
    );
    for (const specification of functionSpecifications) this.connectInvocations(specification);
  }

  /** Gives a function by its name; throws Error when the table does not have it. */
  named(name: string): TaskFunction {
    const found = this.deployed.get(name);
    if (found === undefined) throw new Error(`infra/functions.ts does not have a function called ${name}.`);
    return found;
  }

  /** Gives the function that a `${…FunctionArn}` of the state machine stands for. */
  substituting(substitution: string): TaskFunction | undefined {
    const name = [...this.deployed.keys()].find((candidate) => substitutionOf(candidate) === substitution);
    return name === undefined ? undefined : this.named(name);
  }

  /** Tells the functions that start or watch executions which machines there are, and lets them. */
  connectPipeline(pipeline: EnrichmentPipeline): void {
    for (const specification of functionSpecifications) {
      allowExecutions(this.named(specification.name), specification.executions, pipeline);
    }
  }

  private deploy(specification: FunctionSpecification, props: EnrichmentFunctionsProps): TaskFunction {
    const { stage, dist, data, secrets } = props;
    const { name, memoryMegabytes, timeoutSeconds } = specification;
    const deployed = new TaskFunction(this, name, {
      name,
      memoryMegabytes,
      timeoutSeconds,
      environment: {
        ...common(stage),
        ...(specification.servesApi ? settingsOfApi(stage) : {}),
        ...(holdsPersonalData(specification) ? settingsOfPrivacy(stage) : {}),
        ...(specification.engines === 'plans' ? orderVariables(stage.engineOrder) : {}),
      },
      stage,
      dist,
    });
    allowData(deployed, specification, data);
    if (specification.announces) allowEvents(deployed, data);
    allowSecrets(deployed, specification, secrets);
    allowEngines(deployed, specification.engines, stage.engines);
    return deployed;
  }

  private connectInvocations({ name, invokes }: FunctionSpecification): void {
    const invoking = this.named(name);
    for (const { name: target, variable } of invokes) {
      const invoked = this.named(target).lambda;
      invoking.tell(variable, invoked.functionName);
      invoking.allow(['lambda:InvokeFunction'], [invoked.functionArn]);
    }
  }
}

function common(stage: StageSettings): Record<string, string> {
  const contact: Record<string, string> = stage.contactUrl === null ? {} : { CONTACT_URL: stage.contactUrl };
  return { STAGE: stage.name, CACHE_TTL_HOURS: String(stage.cacheTtlHours), ...contact };
}

/** Whoever writes what was found, or what is made of it, replaces personal data first. */
function holdsPersonalData({ writes }: FunctionSpecification): boolean {
  return writes.includes('documents') || writes.includes('runs');
}

function settingsOfPrivacy({ privacyPolicy }: StageSettings): Record<string, string> {
  return privacyPolicy === null ? {} : { PRIVACY_POLICY: privacyPolicy };
}

function settingsOfApi(stage: StageSettings): Record<string, string> {
  return { API_KEY_REQUIRED: String(stage.apiKeyRequired), CORS_ORIGIN: stage.corsOrigins.join(',') };
}
