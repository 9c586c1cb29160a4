import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { resourcesOf, synthesize } from './synthesize.ts';

const certificateArn = 'arn:aws:acm:us-east-1:123456789012:certificate/0b1c';
const prod = synthesize({
  stage: 'prod',
  domainName: 'api.example.com',
  certificateArn,
  hostedZone: 'Z0123:example.com',
});

describe('the firewall of prod', () => {
  it('stands before the stage, limits each address, and holds AWS’s managed rules', () => {
    prod.resourceCountIs('AWS::WAFv2::WebACLAssociation', 1);
    prod.hasResourceProperties('AWS::WAFv2::WebACL', {
      Scope: 'REGIONAL',
      DefaultAction: { Allow: {} },
      Rules: [
        Match.objectLike({
          Action: { Block: {} },
          Statement: { RateBasedStatement: { AggregateKeyType: 'IP', Limit: 5000 } },
        }),
        ...['AmazonIpReputationList', 'KnownBadInputsRuleSet', 'CommonRuleSet'].map((name) =>
          Match.objectLike({ Name: `AWSManagedRules${name}`, OverrideAction: { None: {} } }),
        ),
      ],
    });
  });

  it('only counts what callers rightly send: URLs as domains and results, and bodies above 8 KB', () => {
    const [, { Properties }] = resourcesOf(prod, 'AWS::WAFv2::WebACL')[0]!;
    const common = Properties.Rules.at(-1).Statement.ManagedRuleGroupStatement;

    expect(common.RuleActionOverrides).toEqual(
      ['SizeRestrictions_BODY', 'GenericRFI_BODY', 'GenericRFI_URIPATH', 'EC2MetaDataSSRF_BODY'].map((Name) => ({
        Name,
        ActionToUse: { Count: {} },
      })),
    );
  });

  it('samples no request, and is not paid for in dev', () => {
    expect(JSON.stringify(prod.findResources('AWS::WAFv2::WebACL'))).not.toContain('"SampledRequestsEnabled":true');
    synthesize().resourceCountIs('AWS::WAFv2::WebACL', 0);
  });
});

describe('the name of the API', () => {
  it('is its own where one was given, over TLS 1.2 and up, and is put out', () => {
    prod.hasResourceProperties('AWS::ApiGateway::DomainName', {
      DomainName: 'api.example.com',
      RegionalCertificateArn: certificateArn,
      SecurityPolicy: 'TLS_1_2',
    });
    prod.hasResourceProperties('AWS::Route53::RecordSet', { Name: 'api.example.com.', Type: 'A' });
    prod.hasOutput('ApiUrl', { Value: 'https://api.example.com/' });
  });

  it.each([
    [{ domainName: 'api', certificateArn }, 'domainName must be a host name'],
    [{ domainName: 'api.example.com' }, 'certificateArn must be'],
    [{ domainName: 'api.example.com', certificateArn, hostedZone: 'Z1:example.org' }, 'hostedZone must be'],
  ])('is refused as %j', (context, message) => {
    expect(() => synthesize(context)).toThrow(message);
  });
});

describe('limits of providers', () => {
  it('bound the functions that call them, in prod alone', () => {
    const bounded = (template: typeof prod) =>
      resourcesOf(template, 'AWS::Lambda::Function')
        .filter(([, { Properties }]) => Properties.ReservedConcurrentExecutions !== undefined)
        .map(([id]) => id);

    expect(bounded(prod)).toEqual(
      ['CallSerpapi', 'CallSnov', 'CallBrightData', 'AskOpenai', 'AskAnthropic'].map((name) => `${name}Lambda`),
    );
    expect(bounded(synthesize())).toEqual([]);
  });
});

describe('access logs', () => {
  it('name the client by its id, and hold no key, address or query', () => {
    const [, { Properties }] = resourcesOf(prod, 'AWS::ApiGateway::Stage')[0]!;

    expect(Properties.AccessLogSetting.Format).not.toMatch(/apiKey|sourceIp|header|querystring|context\.path/i);
  });
});
