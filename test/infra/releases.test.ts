import { describe, expect, it } from 'vitest';
import { grantsOf } from './policies.ts';
import { makeApp, resourcesOf, synthesize } from './synthesize.ts';

const dev = synthesize();
const prod = synthesize({ stage: 'prod' });
const idsOf = (template: typeof dev, type: string) => resourcesOf(template, type).map(([id]) => id);
const variablesOf = (template: typeof dev, id: string) =>
  Object.fromEntries(resourcesOf(template, 'AWS::Lambda::Function'))[id]!.Properties.Environment.Variables;

describe('the stacks', () => {
  it.each([
    ['dev', 'SalesIntelligenceStack'],
    ['test', 'TestStack'],
    ['prod', 'SalesIntelligenceStack'],
  ])('of stage %s is chosen as %s, and deployed beside the others', (stage, id) => {
    const { stack } = makeApp({ stage });

    expect(stack.node.id).toBe(id);
    expect(stack.stackName).toBe(`SalesIntelligence-${stage}`);
    expect(stack.terminationProtection).toBe(stage === 'prod');
  });

  it('is bound to the account and region of the environment', () => {
    const { stack } = makeApp({ accountId: '123456789012', region: 'eu-west-1' });

    expect([stack.account, stack.region]).toEqual(['123456789012', 'eu-west-1']);
  });

  it('keeps the names that people and scripts know the functions of the API by', () => {
    const known = ['CompanyLookup', 'VendorContext', 'AsyncAnalysis', 'StatusCheck', 'HealthCheck'];

    expect(idsOf(dev, 'AWS::Lambda::Function')).toEqual(expect.arrayContaining(known.map((name) => `${name}Lambda`)));
  });

  it('gives the table the name of the environment', () => {
    synthesize({ tableName: 'companies' }).hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      TableName: 'companies',
    });
  });
});

describe('a release in dev', () => {
  it('is the function and the machine themselves, so that a hotswap is seen', () => {
    const types = ['AWS::Lambda::Version', 'AWS::StepFunctions::StateMachineAlias', 'AWS::Lambda::Alias'];

    expect(types.flatMap((type) => idsOf(dev, type))).toEqual([]);
    expect(variablesOf(dev, 'VendorContextLambda')).not.toHaveProperty('STATE_MACHINE_ALIAS');
  });
});

describe('a release in prod', () => {
  const machines = resourcesOf(prod, 'AWS::StepFunctions::StateMachine');

  it('moves a tenth of the starts first, and goes back when runs are lost', () => {
    const aliases = resourcesOf(prod, 'AWS::StepFunctions::StateMachineAlias').map(([, { Properties }]) => Properties);

    // Enrichments and what they start; refreshes and privacy requests run the newest definition.
    expect(aliases).toHaveLength(machines.filter(([id]) => /^(CompanyEnrichment|CollectDataset)/.test(id)).length);
    for (const { Name, DeploymentPreference } of aliases) {
      expect(Name).toBe('live');
      expect(DeploymentPreference).toMatchObject({ Type: 'CANARY', Percentage: 10, Interval: 10 });
      expect(DeploymentPreference.Alarms).toHaveLength(1);
    }
  });

  it('pins in each machine the versions of its functions, and keeps them for the runs under way', () => {
    const versions = prod.findResources('AWS::Lambda::Version');

    for (const [, { Properties }] of machines) {
      const functions = Object.entries(Properties.DefinitionSubstitutions).filter(([name]) =>
        name.endsWith('FunctionArn'),
      );
      const pinned = functions.map(([, value]) => (value as { Ref: string }).Ref);
      expect(pinned.every((id) => versions[id] !== undefined)).toBe(true);
    }
    const kept = [
      ...Object.values(versions),
      ...Object.values(prod.findResources('AWS::StepFunctions::StateMachineVersion')),
    ];
    expect(kept.every(({ DeletionPolicy }) => DeletionPolicy === 'Retain')).toBe(true);
  });

  it('is started through the alias, and only through it', () => {
    const starts = ['vendor-context', 'async-analysis'].flatMap((name) =>
      grantsOf(prod, name).filter(({ action }) => action === 'states:StartExecution'),
    );

    expect(variablesOf(prod, 'VendorContextLambda').STATE_MACHINE_ALIAS).toBe('live');
    expect(starts).toHaveLength(4);
    for (const { resource } of starts) expect(resource).toMatch(/^<\w+Alias\w*>$/);
  });

  it('keeps what people wait for ready while they work', () => {
    const targets = resourcesOf(prod, 'AWS::ApplicationAutoScaling::ScalableTarget').map(
      ([, { Properties }]) => Properties,
    );

    expect(targets).toHaveLength(3);
    for (const { ScheduledActions } of targets) {
      expect(ScheduledActions.map(({ Schedule }: { Schedule: string }) => Schedule)).toEqual([
        'cron(0 7 ? * MON-FRI *)',
        'cron(0 19 ? * MON-FRI *)',
      ]);
    }
    const served = JSON.stringify(resourcesOf(prod, 'AWS::ApiGateway::Method'));
    for (const id of idsOf(prod, 'AWS::Lambda::Alias')) expect(served).toContain(`"${id}"`);
  });
});
