import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { logicalIdOf } from '../../infra/constructs/function-name.ts';
import { functionSpecifications } from '../../infra/functions.ts';
import { resourcesOf, root, synthesize } from './synthesize.ts';

const template = synthesize();
const functions = new Map(resourcesOf(template, 'AWS::Lambda::Function'));
const built: { name: string; stage: string }[] = JSON.parse(readFileSync(join(root, 'dist', 'functions.json'), 'utf8'));
const environmentOf = (name: string) => functions.get(logicalIdOf(name))!.Properties.Environment.Variables;

describe('functions', () => {
  it('deploys every function that was built, and no other', () => {
    const expected = built.map(({ name }) => logicalIdOf(name)).sort();

    expect([...functions.keys()].sort()).toEqual(expected);
  });

  it.each([...functions])(
    'runs %s on Node 24 and arm64, traced, with JSON logs that are kept for a while',
    (_, { Properties }) => {
      const logGroups = template.findResources('AWS::Logs::LogGroup');
      const logGroup = logGroups[Properties.LoggingConfig.LogGroup.Ref];

      expect(Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
        TracingConfig: { Mode: 'Active' },
        LoggingConfig: { LogFormat: 'JSON' },
      });
      expect(logGroup!.Properties.RetentionInDays).toBe(14);
    },
  );

  it.each([...functions])('tells %s where the data is, and its stage', (_, { Properties }) => {
    expect(Properties.Environment.Variables).toMatchObject({
      DYNAMODB_TABLE_NAME: { Ref: expect.any(String) },
      DOCUMENTS_BUCKET: { Ref: expect.any(String) },
      STAGE: 'dev',
      CACHE_TTL_HOURS: '24',
      NODE_OPTIONS: '--enable-source-maps',
    });
  });

  it('tells the functions of the API how they are reached', () => {
    const api = built.filter(({ stage }) => stage === 'api').map(({ name }) => environmentOf(name));

    for (const variables of api) expect(variables).toMatchObject({ API_KEY_REQUIRED: 'true', CORS_ORIGIN: '*' });
  });

  it.each(['vendor-context', 'customer-intelligence', 'async-analysis', 'status-check', 'health-check'])(
    'tells %s both machines',
    (name) => {
      expect(environmentOf(name)).toMatchObject({
        STANDARD_STATE_MACHINE_ARN: { Ref: 'CompanyEnrichmentStateMachine' },
        DEEP_STATE_MACHINE_ARN: { Ref: 'CompanyEnrichmentDeepStateMachine' },
      });
    },
  );

  it('tells company-lookup which function looks at a homepage', () => {
    expect(environmentOf('company-lookup').BASIC_INFO_FUNCTION_NAME).toEqual({ Ref: 'FetchBasicInfoLambda' });
  });

  it.each(['company-lookup', 'vendor-context', 'customer-intelligence', 'async-analysis'])(
    'tells %s which function looks up a name',
    (name) => {
      expect(environmentOf(name).FIND_BY_NAME_FUNCTION_NAME).toEqual({ Ref: 'FindByNameLambda' });
    },
  );

  it.each([
    ['SERPAPI_SECRET_ARN', ['search-pages', 'find-by-name', 'plan-sources', 'call-serpapi']],
    ['SNOV_SECRET_ARN', ['plan-sources', 'call-snov']],
    ['BRIGHT_DATA_SECRET_ARN', ['plan-sources', 'call-bright-data', 'collect-dataset']],
  ])('tells the planner and those who call that provider where the key is: %s', (variable, expected) => {
    const told = functionSpecifications.filter(({ name }) => environmentOf(name)[variable] !== undefined);

    expect(told.map(({ name }) => name)).toEqual(expected);
  });

  it('names the contact to site owners only when one was given', () => {
    const withContact = synthesize({ contactUrl: 'https://example.com/bot' });

    const [, { Properties }] = resourcesOf(withContact, 'AWS::Lambda::Function')[0]!;

    expect(Properties.Environment.Variables.CONTACT_URL).toBe('https://example.com/bot');
    expect(environmentOf('scrape-page')).not.toHaveProperty('CONTACT_URL');
  });

  it('stays under the budget of bytes that Lambda gives a function for its variables', () => {
    for (const { name } of functionSpecifications) {
      expect(JSON.stringify(environmentOf(name)).length).toBeLessThan(2000);
    }
  });
});
