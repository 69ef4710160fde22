import type { Stage } from 'aws-cdk-lib/aws-apigateway';
import { CfnLoggingConfiguration, CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { refusalBody, refusals } from '../../schemas/callback-answer.ts';

export interface CallbackFirewallProps {
  readonly name: string;
  readonly stage: Stage;
  /**
   * The ARN of the group of logs of the calls that it blocked.
   * @default none are written
   */
  readonly logGroupArn?: string;
}

/** The header with the callback token, in the small letters by which the firewall knows it. */
const TOKEN_HEADER = 'authorization';

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
 * many calls is asked to come again later. Neither its samples nor its logs show the callback token.
 */
export class CallbackFirewall extends Construct {
  constructor(scope: Construct, id: string, { name, stage, logGroupArn }: CallbackFirewallProps) {
    super(scope, id);
    const visible = (metricName: string) => ({
      cloudWatchMetricsEnabled: true,
      // A sample of the calls of the last three hours: the first look at what was blocked.
      sampledRequestsEnabled: true,
      metricName,
    });
    const acl = new CfnWebACL(this, 'WebAcl', {
      name,
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      // The name itself: by it the alarm finds the metrics.
      visibilityConfig: visible(name),
      dataProtectionConfig: {
        dataProtections: [{ action: 'SUBSTITUTION', field: { fieldType: 'SINGLE_HEADER', fieldKeys: [TOKEN_HEADER] } }],
      },
      customResponseBodies: { later: { contentType: 'APPLICATION_JSON', content: refusalBody(refusals.technical) } },
      rules: [
        {
          name: 'too-fast',
          priority: 0,
          statement: { rateBasedStatement: { aggregateKeyType: 'IP', limit: CALLS_PER_ADDRESS } },
          action: {
            block: { customResponse: { responseCode: refusals.technical.status, customResponseBodyKey: 'later' } },
          },
          visibilityConfig: visible(`${name}-too-fast`),
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
          visibilityConfig: visible(`${name}-common`),
        },
      ],
    });
    new CfnWebACLAssociation(this, 'Association', { resourceArn: stage.stageArn, webAclArn: acl.attrArn });
    if (logGroupArn === undefined) return;
    new CfnLoggingConfiguration(this, 'Logging', {
      resourceArn: acl.attrArn,
      logDestinationConfigs: [logGroupArn],
      redactedFields: [{ singleHeader: { Name: TOKEN_HEADER } }],
      // Calls that were let through are logged by the receiver.
      loggingFilter: {
        DefaultBehavior: 'DROP',
        Filters: [
          {
            Behavior: 'KEEP',
            Requirement: 'MEETS_ANY',
            Conditions: [{ ActionCondition: { Action: 'BLOCK' } }, { ActionCondition: { Action: 'COUNT' } }],
          },
        ],
      },
    });
  }
}
