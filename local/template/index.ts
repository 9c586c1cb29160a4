import { type RawTemplate, readAssembly } from './assembly.ts';
import { TemplateError } from './errors.ts';
import { type EventBusResource, type RuleResource, readEventBuses, readRules } from './events.ts';
import { type FunctionPermission, type FunctionResource, readFunctions, readPermissions } from './functions.ts';
import type { Place } from './identity.ts';
import { createResolver, type Resolver } from './intrinsics.ts';
import { type RolePolicies, readRolePolicies } from './policies.ts';
import { createFinder, refuseUnsupported } from './resources.ts';
import { type RestApiResource, readRestApi } from './rest-api.ts';
import { readSchedules, type ScheduleResource } from './schedules.ts';
import { readStateMachines, type StateMachineResource } from './state-machines.ts';
import { type NamedResource, readBuckets, readSecrets, readTables, type TableResource } from './storage.ts';
import { readUsagePlans, type UsagePlanResource } from './usage-plans.ts';

/** Everything of the synthesized stack that runs, with local names and ARNs. */
export interface StackTemplate {
  readonly place: Place;
  readonly functions: readonly FunctionResource[];
  readonly permissions: readonly FunctionPermission[];
  readonly roles: ReadonlyMap<string, RolePolicies>;
  readonly api: RestApiResource;
  readonly usagePlans: readonly UsagePlanResource[];
  readonly stateMachines: readonly StateMachineResource[];
  readonly tables: readonly TableResource[];
  readonly buckets: readonly NamedResource[];
  readonly secrets: readonly NamedResource[];
  readonly eventBuses: readonly EventBusResource[];
  readonly rules: readonly RuleResource[];
  readonly schedules: readonly ScheduleResource[];
  /** The stack's outputs by their names. */
  readonly outputs: Readonly<Record<string, string>>;
}

/**
 * Reads a `cdk synth` output folder as a stack deployed at the given region and account, or at those it is bound to.
 * Throws TemplateError for whatever AWS would refuse to create, or the laptop stack cannot run.
 */
export function readTemplate(
  directory: string,
  deployment: { readonly region: string; readonly accountId: string },
): StackTemplate {
  const assembly = readAssembly(directory);
  const place = {
    region: assembly.region ?? deployment.region,
    accountId: assembly.accountId ?? deployment.accountId,
    stackName: assembly.stackName,
  };
  const resolver = createResolver(assembly.template, place);
  refuseUnsupported(assembly.template, resolver);
  const find = createFinder(assembly.template, resolver);
  const roles = readRolePolicies(find);
  const template: StackTemplate = {
    place,
    roles,
    functions: readFunctions(find, assembly, roles),
    permissions: readPermissions(find),
    api: readRestApi(find),
    usagePlans: readUsagePlans(find),
    stateMachines: readStateMachines(find),
    tables: readTables(find),
    buckets: readBuckets(find),
    secrets: readSecrets(find),
    eventBuses: readEventBuses(find),
    rules: readRules(find),
    schedules: readSchedules(find),
    outputs: readOutputs(assembly.template, resolver),
  };
  checkLinks(template);
  return template;
}

function readOutputs({ Outputs }: RawTemplate, resolver: Resolver): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(Outputs).map(([name, { Value }]) => [name, String(resolver.resolve(Value))] as const),
  );
}

function checkLinks({ api, functions, rules, eventBuses, schedules, stateMachines }: StackTemplate): void {
  const functionArns = new Set(functions.map((resource) => resource.arn));
  const invoked = api.methods.flatMap((method) => [
    ...(method.integration.type === 'AWS_PROXY' ? [method.integration.functionArn] : []),
    ...(method.authorizer === null ? [] : [method.authorizer.functionArn]),
  ]);
  const missing = invoked.filter((arn) => !functionArns.has(arn));
  if (missing.length > 0)
    throw new TemplateError(`The API invokes functions that do not exist: ${missing.join(', ')}.`);
  const buses = new Set(['default', ...eventBuses.map((bus) => bus.name)]);
  for (const rule of rules) {
    if (!buses.has(rule.busName))
      throw new TemplateError(`${rule.logicalId} listens on an unknown bus ${rule.busName}.`);
    const strange = rule.targets.filter((target) => !functionArns.has(target.arn));
    if (strange.length > 0) {
      throw new TemplateError(`${rule.logicalId} targets what is no function of the stack: ${strange[0]?.arn}.`);
    }
  }
  const machineArns = new Set(stateMachines.map((machine) => machine.arn));
  const lost = schedules.find(({ targetArn }) => !machineArns.has(targetArn));
  if (lost !== undefined) {
    throw new TemplateError(`${lost.logicalId} starts what is no state machine of the stack: ${lost.targetArn}.`);
  }
}
