import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { makeApp, resourcesOf, root } from './synthesize.ts';

function monitoringOf(context: Record<string, unknown> = {}) {
  const { stack } = makeApp({ stage: 'prod', ...context });
  return { main: Template.fromStack(stack), nested: Template.fromStack(stack.node.findChild('Monitoring') as Stack) };
}
const { main, nested } = monitoringOf();
const alarms = [...resourcesOf(main, 'AWS::CloudWatch::Alarm'), ...resourcesOf(nested, 'AWS::CloudWatch::Alarm')];
const anchors = [...readFileSync(join(root, 'docs', 'operations.md'), 'utf8').matchAll(/^## (.+)$/gm)].map(
  ([, heading]) => heading!.toLowerCase().replaceAll(' ', '-'),
);

describe('alarms', () => {
  it.each(alarms)('%s leads to its paragraph in docs/operations.md', (_, { Properties }) => {
    const anchor = /See docs\/operations\.md#([\w-]+)$/.exec(Properties.AlarmDescription)?.[1];

    expect(anchors).toContain(anchor);
  });

  it('tell somebody when they go off and when they are over', () => {
    for (const [, { Properties }] of resourcesOf(nested, 'AWS::CloudWatch::Alarm')) {
      expect([Properties.AlarmActions.length, Properties.OKActions.length]).toEqual([1, 1]);
    }
  });

  it('hold every queue of lost events', () => {
    const queues = resourcesOf(main, 'AWS::SQS::Queue');
    const watching = alarms.filter(
      ([, { Properties }]) => Properties.MetricName === 'ApproximateNumberOfMessagesVisible',
    );

    expect(queues.length).toBeGreaterThan(0);
    expect(watching).toHaveLength(queues.length);
  });

  it.each([
    ['ApiErrors', 0.1],
    ['SlowLookups', 2000],
    ['MissedCache', 80],
  ])('%s goes off at the objective', (id, threshold) => {
    const [, { Properties }] = alarms.find(([logicalId]) => logicalId.startsWith(id))!;

    expect(Properties.Threshold).toBe(threshold);
  });
});

describe('the nested stack', () => {
  it('holds nothing on which a request depends, so that the laptop may leave it out', () => {
    const types = new Set(
      Object.values(nested.toJSON().Resources as Record<string, { Type: string }>).map(({ Type }) => Type),
    );

    expect([...types].filter((type) => !/^AWS::(CloudWatch|SNS|Budgets)::/.test(type))).toEqual([]);
  });

  it('mails and limits only where an address was given', () => {
    const { nested: told } = monitoringOf({ alarmEmail: 'ops@example.com', monthlyBudgetUsd: '200' });

    told.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'ops@example.com' });
    told.resourceCountIs('AWS::Budgets::Budget', 1);
    nested.resourceCountIs('AWS::SNS::Subscription', 0);
  });

  it.each([
    [{ alarmEmail: 'ops' }, 'alarmEmail must be an address'],
    [{ alarmEmail: 'ops@example.com', monthlyBudgetUsd: '-1' }, 'monthlyBudgetUsd must be'],
    [{ monthlyBudgetUsd: '5' }, 'monthlyBudgetUsd needs alarmEmail'],
  ])('refuses %j', (context, message) => {
    expect(() => makeApp(context)).toThrow(message);
  });
});

describe('the template of prod', () => {
  it('stays below what CloudFormation takes: 500 resources, 1 MB', () => {
    const template = main.toJSON() as { Resources: object };

    expect(Object.keys(template.Resources).length).toBeLessThan(500);
    expect(JSON.stringify(template).length).toBeLessThan(1_000_000);
  });
});
