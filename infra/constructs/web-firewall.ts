import type { Stage } from 'aws-cdk-lib/aws-apigateway';
import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';

/** Requests of one address in five minutes: far above what a client's plan allows, far below a flood. */
const mostFromOneAddress = 5_000;

/**
 * Rules of the common set that only count, because what they look for is what callers rightly send: search results
 * and domains are URLs, and fifty results are more than 8 KB
 * (https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html).
 */
const counted = ['SizeRestrictions_BODY', 'GenericRFI_BODY', 'GenericRFI_URIPATH', 'EC2MetaDataSSRF_BODY'];

/**
 * Puts AWS's managed rules and a limit by address before a stage of the API. About 9 USD a month and 0.60 USD per
 * million requests, which is why only prod has it.
 */
export function guardWithFirewall(scope: Construct, stage: Stage, name: string): void {
  const firewall = new CfnWebACL(scope, 'Firewall', {
    name,
    scope: 'REGIONAL',
    defaultAction: { allow: {} },
    visibilityConfig: visible(name),
    rules: [
      {
        name: 'flood',
        priority: 0,
        action: { block: {} },
        statement: { rateBasedStatement: { aggregateKeyType: 'IP', limit: mostFromOneAddress } },
        visibilityConfig: visible('flood'),
      },
      managed('AWSManagedRulesAmazonIpReputationList', 1),
      managed('AWSManagedRulesKnownBadInputsRuleSet', 2),
      managed('AWSManagedRulesCommonRuleSet', 3, counted),
    ],
  });
  new CfnWebACLAssociation(scope, 'FirewallOfStage', { resourceArn: stage.stageArn, webAclArn: firewall.attrArn });
}

function managed(name: string, priority: number, countOnly: readonly string[] = []): CfnWebACL.RuleProperty {
  return {
    name,
    priority,
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name,
        ruleActionOverrides: countOnly.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
      },
    },
    visibilityConfig: visible(name),
  };
}

/** Counted in CloudWatch; no request is sampled, since a request names a company and its asker. */
function visible(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { metricName, cloudWatchMetricsEnabled: true, sampledRequestsEnabled: false };
}
