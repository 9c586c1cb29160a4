import { describe, expect, it, vi } from 'vitest';
import { type SchedulerOptions, startScheduler } from '../../../../local/scheduler/index.ts';
import { createResolver } from '../../../../local/template/intrinsics.ts';
import { createFinder } from '../../../../local/template/resources.ts';
import { readSchedules, type ScheduleResource } from '../../../../local/template/schedules.ts';

const schedule: ScheduleResource = {
  ...{
    logicalId: 'Hourly',
    name: 'hourly',
    enabled: true,
    intervalMs: 3_600_000,
    targetArn: 'arn:machine',
    input: '{}',
  },
};

/** Runs schedules by hand: `tick` is one interval of each. */
function schedules(options: Partial<SchedulerOptions> & Pick<SchedulerOptions, 'schedules'>) {
  const works = new Map<() => void, number>();
  const scheduler = startScheduler({
    start: async () => undefined,
    onFailure: () => undefined,
    repeat: (work, intervalMs) => {
      works.set(work, intervalMs);
      return { stop: () => works.delete(work) };
    },
    ...options,
  });
  const tick = () => {
    for (const work of works.keys()) work();
  };
  return { scheduler, works, tick };
}

function read(Properties: Record<string, unknown>) {
  const place = { region: 'us-east-1', accountId: '000000000000', stackName: 'Sample' };
  const template = {
    ...{ Parameters: {}, Conditions: {}, Mappings: {}, Outputs: {} },
    Resources: { Hourly: { Type: 'AWS::Scheduler::Schedule', Properties } },
  };
  return readSchedules(createFinder(template, createResolver(template, place)));
}
const given = {
  ScheduleExpression: 'rate(1 hour)',
  FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 15 },
  Target: { Arn: 'arn:machine', RoleArn: 'arn:role', Input: '{"limit":3}' },
};

describe('the scheduler', () => {
  it('starts the target of an enabled schedule at each interval, until it is closed', () => {
    const start = vi.fn(async () => undefined);
    const { scheduler, works, tick } = schedules({ schedules: [schedule, { ...schedule, enabled: false }], start });

    tick();
    const intervals = [...works.values()];
    scheduler.close();
    tick();

    expect(intervals).toEqual([3_600_000]);
    expect(start.mock.calls).toEqual([['arn:machine', '{}']]);
  });

  it('tells of a start that failed and goes on', async () => {
    const onFailure = vi.fn();
    const { tick } = schedules({ schedules: [schedule], start: () => Promise.reject(new Error('gone')), onFailure });

    tick();
    tick();
    await new Promise((resolve) => setImmediate(resolve));

    expect(onFailure).toHaveBeenCalledTimes(2);
  });

  it('keeps time by itself', () => {
    vi.useFakeTimers();
    const start = vi.fn(async () => undefined);

    const scheduler = startScheduler({ schedules: [schedule], start, onFailure: () => undefined });
    vi.advanceTimersByTime(2 * schedule.intervalMs);
    scheduler.close();
    vi.advanceTimersByTime(2 * schedule.intervalMs);
    vi.useRealTimers();

    expect(start).toHaveBeenCalledTimes(2);
  });
});

describe('schedules of a template', () => {
  it('are read with their interval, target and input', () => {
    expect(read(given)).toMatchObject([
      { enabled: true, intervalMs: 3_600_000, targetArn: 'arn:machine', input: '{"limit":3}' },
    ]);
    expect(read({ ...given, State: 'DISABLED', ScheduleExpression: 'rate(5 minutes)' })).toMatchObject([
      { enabled: false, intervalMs: 300_000 },
    ]);
  });

  it.each(['cron(0 12 * * ? *)', 'at(2031-01-01T00:00:00)', 'rate(0 hours)', 'rate(2 weeks)'])(
    'by %s are refused',
    (expression) => {
      expect(() => read({ ...given, ScheduleExpression: expression })).toThrow(/rate/);
    },
  );
});
