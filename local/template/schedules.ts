import * as z from 'zod';
import { TemplateError } from './errors.ts';
import type { FindResources } from './resources.ts';

/** A schedule of EventBridge Scheduler that starts a state machine. */
export interface ScheduleResource {
  readonly logicalId: string;
  readonly name: string;
  readonly enabled: boolean;
  /** Ms from one start to the next. */
  readonly intervalMs: number;
  readonly targetArn: string;
  /** The execution's input, JSON text. */
  readonly input: string;
}

const scheduleSchema = z.object({
  ScheduleExpression: z.string(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  FlexibleTimeWindow: z.object({ Mode: z.enum(['OFF', 'FLEXIBLE']) }),
  Target: z.object({ Arn: z.string(), RoleArn: z.string(), Input: z.string().default('{}') }),
});

const unitMs: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** Reads the schedules. Throws TemplateError for an expression other than `rate(…)`, which is all that is run here. */
export function readSchedules(find: FindResources): ScheduleResource[] {
  return find('AWS::Scheduler::Schedule', scheduleSchema).map(({ logicalId, identity, properties }) => ({
    logicalId,
    name: identity.name,
    enabled: properties.State === 'ENABLED',
    intervalMs: readRate(logicalId, properties.ScheduleExpression),
    targetArn: properties.Target.Arn,
    input: properties.Target.Input,
  }));
}

/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#rate-based */
function readRate(logicalId: string, expression: string): number {
  const [, count = '', unit = ''] = /^rate\((\d{1,6}) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const interval = Number(count) * (unitMs[unit] ?? 0);
  if (interval > 0) return interval;
  throw new TemplateError(`${logicalId} is scheduled by ${expression}; the laptop stack runs rate(…) only.`);
}
