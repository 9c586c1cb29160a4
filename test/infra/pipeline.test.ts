import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { substitutionOf } from '../../infra/constructs/function-name.ts';
import { functionSpecifications } from '../../infra/functions.ts';
import { resourcesOf, synthesize } from './synthesize.ts';

const template = synthesize();
const machines = resourcesOf(template, 'AWS::StepFunctions::StateMachine');
const enrichments = machines.filter(([id]) => id.startsWith('CompanyEnrichment'));

describe('machines', () => {
  it.each([
    ['CompanyEnrichmentStateMachine', 'company-enrichment-dev', 150],
    ['CompanyEnrichmentDeepStateMachine', 'company-enrichment-deep-dev', 900],
    ['CollectDatasetStateMachine', 'collect-dataset-dev', 1860],
    ['RefreshHotCompaniesStateMachine', 'refresh-hot-companies-dev', 1500],
  ])('gives %s its name and its deadline', (id, name, seconds) => {
    const { Properties } = machines.find(([logicalId]) => logicalId === id)![1];

    expect(Properties.StateMachineName).toBe(name);
    expect(JSON.parse(Properties.DefinitionString).TimeoutSeconds).toBe(seconds);
  });

  it.each(machines)('leaves no substitution of %s open, and gives none that is not used', (_, { Properties }) => {
    const used = [...Properties.DefinitionString.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name);

    expect(Object.keys(Properties.DefinitionSubstitutions).sort()).toEqual([...new Set(used)].sort());
  });

  it.each(machines)('traces %s and logs its failures without their data', (_, { Properties }) => {
    expect(Properties.TracingConfiguration).toEqual({ Enabled: true });
    expect(Properties.LoggingConfiguration).toMatchObject({ Level: 'ERROR', IncludeExecutionData: false });
  });

  it('ends every function before its Task gives up on it, so that its own error is reported', () => {
    const timeouts = new Map(
      functionSpecifications.map(({ name, timeoutSeconds }) => [substitutionOf(name), timeoutSeconds]),
    );
    const texts = [
      'CompanyEnrichmentStateMachine',
      'CollectDatasetStateMachine',
      'RefreshHotCompaniesStateMachine',
    ].map((id) => machines.find(([logicalId]) => logicalId === id)![1].Properties.DefinitionString);
    const tasks = [...texts.join('').matchAll(/"FunctionName":"\$\{(\w+)\}".*?"TimeoutSeconds":(?:(\d+)|"\{%)/g)];
    // An engine's Task ends with its turn, a time which its function is told and keeps.
    const fixed = tasks.filter(([, , seconds]) => seconds !== undefined);

    const late = fixed.filter(([, substitution, seconds]) => timeouts.get(substitution!)! > Number(seconds) - 1);

    expect(tasks).toHaveLength(37);
    expect(fixed).toHaveLength(31);
    expect(late).toEqual([]);
  });
});

describe('the cache', () => {
  it('is told of every event after which something kept does not hold, and loses none', () => {
    const kept = { Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('InvalidationDeadLetters'), 'Arn'] } };

    template.hasResourceProperties('AWS::Events::Rule', {
      EventBusName: { Ref: Match.stringLikeRegexp('^DataBus') },
      EventPattern: {
        source: ['sales-intelligence'],
        'detail-type': ['cache.invalidate', 'company.corrected', 'company.erased', 'company.changed'],
      },
      Targets: [Match.objectLike({ Arn: { 'Fn::GetAtt': ['InvalidateCacheLambda', 'Arn'] }, DeadLetterConfig: kept })],
    });
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: 'InvalidateCacheLambda' },
      DestinationConfig: { OnFailure: { Destination: kept.Arn } },
    });
  });
});

describe('what follows a failed run', () => {
  it('records every end that is not a success, and every redrive', () => {
    const patterns = resourcesOf(template, 'AWS::Events::Rule')
      .map(([, { Properties }]) => Properties.EventPattern)
      .filter(({ source }) => source.includes('aws.states'));

    expect(patterns.map(({ detail }) => [detail.status, detail.redriveCount])).toEqual([
      [['FAILED', 'TIMED_OUT', 'ABORTED'], undefined],
      [['RUNNING'], [{ 'anything-but': 0 }]],
    ]);
    for (const pattern of patterns) {
      expect(pattern.detail.stateMachineArn).toEqual(enrichments.map(([id]) => ({ Ref: id })));
    }
  });

  it('tries again, and keeps what it could not record', () => {
    const kept = { Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('RecordFailureDeadLetters'), 'Arn'] } };

    template.resourcePropertiesCountIs(
      'AWS::Events::Rule',
      {
        EventPattern: { source: ['aws.states'] },
        Targets: [
          {
            Arn: { 'Fn::GetAtt': ['RecordFailureLambda', 'Arn'] },
            DeadLetterConfig: kept,
            RetryPolicy: { MaximumRetryAttempts: 8, MaximumEventAgeInSeconds: 7200 },
          },
        ],
      },
      2,
    );
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: 'RecordFailureLambda' },
      DestinationConfig: { OnFailure: { Destination: kept.Arn } },
    });
    template.hasResourceProperties('AWS::SQS::Queue', {
      MessageRetentionPeriod: 1_209_600,
      SqsManagedSseEnabled: true,
    });
  });
});
