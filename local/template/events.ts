import * as z from 'zod';
import type { FindResources } from './resources.ts';

/** Where a matched event is sent. */
export interface RuleTarget {
  readonly id: string;
  readonly arn: string;
  /** A constant JSON text that replaces the event. */
  readonly input?: string | undefined;
  /** A JSONPath (`$.detail.x`) that picks what of the event is sent. */
  readonly inputPath?: string | undefined;
  readonly inputTransformer?:
    | { readonly paths: Readonly<Record<string, string>>; readonly template: string }
    | undefined;
  /** Attempts after the first one, when the target could not be reached. */
  readonly maximumRetries: number;
  readonly deadLetterArn: string | null;
}

/** One rule: events of a bus that fit the pattern go to the targets. */
export interface RuleResource {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly busName: string;
  readonly enabled: boolean;
  readonly pattern: Readonly<Record<string, unknown>>;
  readonly targets: readonly RuleTarget[];
}

/** An event bus beside the account's `default` one. */
export interface EventBusResource {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
}

const targetSchema = z.object({
  Id: z.string(),
  Arn: z.string(),
  Input: z.string().optional(),
  InputPath: z.string().optional(),
  InputTransformer: z
    .object({ InputPathsMap: z.record(z.string(), z.string()).default({}), InputTemplate: z.string() })
    .optional(),
  /** Default of EventBridge: 185 attempts over 24 hours (docs: eb-rule-retry-policy). */
  RetryPolicy: z.object({ MaximumRetryAttempts: z.coerce.number().int().default(185) }).optional(),
  DeadLetterConfig: z.object({ Arn: z.string() }).optional(),
});

const ruleSchema = z.object({
  EventBusName: z.string().default('default'),
  EventPattern: z.record(z.string(), z.unknown()),
  State: z.string().default('ENABLED'),
  Targets: z.array(targetSchema).default([]),
});

/** Reads the event buses of the template. */
export function readEventBuses(find: FindResources): EventBusResource[] {
  return find('AWS::Events::EventBus', z.object({})).map(({ logicalId, identity }) => ({
    logicalId,
    name: identity.name,
    arn: identity.attributes.Arn ?? '',
  }));
}

/** Reads the rules; schedules are refused, since AWS calls scheduled rules legacy and the product uses Scheduler. */
export function readRules(find: FindResources): RuleResource[] {
  return find('AWS::Events::Rule', ruleSchema).map(({ logicalId, identity, properties }) => ({
    logicalId,
    name: identity.name,
    arn: identity.attributes.Arn ?? '',
    busName: properties.EventBusName.replace(/^arn:.*:event-bus\//, ''),
    enabled: properties.State.startsWith('ENABLED'),
    pattern: properties.EventPattern,
    targets: properties.Targets.map((target) => ({
      id: target.Id,
      arn: target.Arn,
      input: target.Input,
      inputPath: target.InputPath,
      inputTransformer:
        target.InputTransformer === undefined
          ? undefined
          : { paths: target.InputTransformer.InputPathsMap, template: target.InputTransformer.InputTemplate },
      maximumRetries: target.RetryPolicy?.MaximumRetryAttempts ?? 185,
      deadLetterArn: target.DeadLetterConfig?.Arn ?? null,
    })),
  }));
}
