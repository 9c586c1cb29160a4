import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { hotIndex } from '../../functions/lib/hot/hot-row.ts';
import { hotIndexName } from '../../infra/constructs/enrichment-data.ts';
import { grantsOf, grantsOfRole } from './policies.ts';
import { resourcesOf, synthesize } from './synthesize.ts';

const template = synthesize();
const schedules = (context = {}) =>
  resourcesOf(synthesize(context), 'AWS::Scheduler::Schedule').map(([, { Properties }]) => Properties);

describe('the refresh of hot companies', () => {
  it('is started every quarter of an hour, within a window, tried again, and what is lost is kept', () => {
    const deadLetters = Match.stringLikeRegexp('RefreshDeadLetters');

    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'rate(15 minutes)',
      FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 5 },
      State: 'ENABLED',
      Target: {
        Arn: { Ref: 'RefreshHotCompaniesStateMachine' },
        Input: '{}',
        RetryPolicy: { MaximumEventAgeInSeconds: 600, MaximumRetryAttempts: 5 },
        DeadLetterConfig: { Arn: { 'Fn::GetAtt': [deadLetters, 'Arn'] } },
      },
    });
  });

  it('can be turned off for a stage', () => {
    expect(schedules({ refreshHotCompanies: 'false' }).map(({ State }) => State)).toEqual(['DISABLED']);
    expect(() => synthesize({ refreshHotCompanies: 'perhaps' })).toThrow(/refreshHotCompanies/);
  });

  it('lets the schedule start this machine and nothing else', () => {
    const [{ Target }] = schedules() as [Record<string, { RoleArn: { 'Fn::GetAtt': string[] } }>];

    const grants = grantsOfRole(template, Target!.RoleArn['Fn::GetAtt'][0]!);

    expect(grants.filter(({ action }) => action.startsWith('states:'))).toMatchObject([
      { action: 'states:StartExecution', resource: '<RefreshHotCompaniesStateMachine>' },
    ]);
  });

  it('lets the machine start its children, read status rows and tell the bus', () => {
    const [, machine] = resourcesOf(template, 'AWS::StepFunctions::StateMachine').find(([id]) =>
      id.startsWith('RefreshHotCompanies'),
    )!;

    const actions = grantsOfRole(template, machine.Properties.RoleArn['Fn::GetAtt'][0]).map(({ action }) => action);

    expect(actions).toEqual(
      expect.arrayContaining([
        ...['lambda:InvokeFunction', 'dynamodb:GetItem', 'events:PutEvents', 'states:StartExecution'],
        ...['states:DescribeExecution', 'states:StopExecution', 'states:RedriveExecution'],
      ]),
    );
    expect(actions.filter((action) => action.startsWith('dynamodb:'))).toEqual(['dynamodb:GetItem']);
  });

  it('ranks by the index that the functions count in, and lets only the picking function query it', () => {
    const queries = grantsOf(template, 'pick-hot-companies').filter(({ action }) => action === 'dynamodb:Query');

    expect(hotIndexName).toBe(hotIndex);
    expect(queries.map(({ resource }) => resource)).toEqual([expect.stringMatching(/Arn>\/index\/hot$/)]);
  });
});
