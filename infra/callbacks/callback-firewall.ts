import type { Stage } from 'aws-cdk-lib/aws-apigateway';
import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { refusalBody, refusals } from '../../schemas/callback-answer.ts';

export interface CallbackFirewallProps {
  readonly name: string;
  readonly stage: Stage;
}

/** A limit in five minutes against floods alone, far above the rate at which any authority calls back. */
const CALLS_PER_ADDRESS = 150_000;

/**
 * Rules of AWS's common set that only count: an authority's message may be large, may come without a `User-Agent`, and
 * may hold words that look like an attack. None may be lost over that.
 */
const counted = [
  'NoUserAgent_HEADER',
  'SizeRestrictions_BODY',
  'CrossSiteScripting_BODY',
  'EC2MetaDataSSRF_BODY',
  'GenericLFI_BODY',
  'GenericRFI_BODY',
];

/**
 * A web application firewall in front of the callbacks. A blocked call gets the API's own `WAF_FILTERED`; one of too
 * many calls is asked to come again later.
 */
export class CallbackFirewall extends Construct {
  constructor(scope: Construct, id: string, { name, stage }: CallbackFirewallProps) {
    super(scope, id);
    const visible = (metricName: string) => ({
      cloudWatchMetricsEnabled: true,
      sampledRequestsEnabled: false,
      metricName: `${name}-${metricName}`,
    });
    const acl = new CfnWebACL(this, 'WebAcl', {
      name,
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: visible('all'),
      customResponseBodies: { later: { contentType: 'APPLICATION_JSON', content: refusalBody(refusals.technical) } },
      rules: [
        {
          name: 'too-fast',
          priority: 0,
          statement: { rateBasedStatement: { aggregateKeyType: 'IP', limit: CALLS_PER_ADDRESS } },
          action: {
            block: { customResponse: { responseCode: refusals.technical.status, customResponseBodyKey: 'later' } },
          },
          visibilityConfig: visible('too-fast'),
        },
        {
          name: 'common',
          priority: 1,
          statement: {
            managedRuleGroupStatement: {
              vendorName: 'AWS',
              name: 'AWSManagedRulesCommonRuleSet',
              ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
            },
          },
          overrideAction: { none: {} },
          visibilityConfig: visible('common'),
        },
      ],
    });
    new CfnWebACLAssociation(this, 'Association', { resourceArn: stage.stageArn, webAclArn: acl.attrArn });
  }
}
