import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Stack } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { parseConfiguration } from '../../schemas/configuration.ts';
import { FaultsError } from '../../schemas/fault.ts';
import { gatewayFunctions } from '../../schemas/gateway-functions.ts';
import { tagsOf } from '../../schemas/tags.ts';
import { root } from '../support/files.ts';
import {
  configured,
  deployment,
  everything,
  example,
  jsonOf,
  plain,
  type TemplateJson,
} from './support/synthesized.ts';

const whole = deployment(everything);
const usual = deployment();
const first = deployment({}, { first: 'true' });

type Properties = Record<string, unknown>;
const read = new Map<Stack, TemplateJson['Resources']>();
/** The resources of a stack, which is synthesized once. */
function resourcesOf(stack: Stack): TemplateJson['Resources'] {
  const resources = read.get(stack) ?? jsonOf(stack).Resources;
  read.set(stack, resources);
  return resources;
}
/** The properties of a stack's resources of a kind. */
const of = (stack: Stack, kind: string): Properties[] =>
  Object.values(resourcesOf(stack)).flatMap(({ Type, Properties }) => (Type === kind ? [Properties] : []));
const page = (name: string) => readFileSync(path.join(root, 'docs', name), 'utf8');
/** The alarms on a metric, by their names. */
const watching = (stack: Stack, metric: string) =>
  of(stack, 'AWS::CloudWatch::Alarm')
    .filter((alarm) => JSON.stringify(alarm).includes(`"MetricName":"${metric}"`))
    .map(({ AlarmName }) => AlarmName);
const reservedOf = (stack: Stack) =>
  Object.fromEntries(
    of(stack, 'AWS::Lambda::Function').map(({ FunctionName, ReservedConcurrentExecutions }) => [
      FunctionName,
      ReservedConcurrentExecutions,
    ]),
  );

/** The points at which a first look at the templates found that they would misbehave. */
describe('in production', () => {
  it('a message that fails every time becomes a dead letter before its queue deletes it', () => {
    for (const queue of of(whole.state, 'AWS::SQS::Queue')) {
      const redrive = queue['RedrivePolicy'] as { maxReceiveCount: number } | undefined;
      const visible = Number(queue['VisibilityTimeout'] ?? 30);
      if (redrive)
        expect(visible * redrive.maxReceiveCount).toBeLessThan(Number(queue['MessageRetentionPeriod'] ?? 345_600));
    }
  });

  it('what a platform does not take is noticed long before its queue deletes it', () => {
    expect(watching(whole.gateway, 'ApproximateAgeOfOldestMessage')).toContain(
      'declarant-prod-outcomes-untaken-shop-1',
    );
  });

  it('what API Gateway or the firewall refuse, and what does not arrive at all, raises an alarm', () => {
    expect(watching(whole.gateway, '4XXError')).toEqual(['declarant-prod-callbacks-turned-away']);
    expect(watching(whole.gateway, 'BlockedRequests')).toEqual(['declarant-prod-callbacks-blocked']);
    expect(watching(usual.gateway, 'BlockedRequests')).toEqual([]);
    expect(watching(whole.gateway, 'CallbackStored')).toEqual(['declarant-prod-callbacks-missing-delta-h7']);
  });

  it('throttles and errors of the ledger, and a housekeeping that needs its whole time, raise alarms', () => {
    expect(watching(usual.gateway, 'WriteThrottleEvents')).toEqual(['declarant-prod-ledger-throttled']);
    expect(watching(usual.gateway, 'SystemErrors')).toEqual(['declarant-prod-ledger-errors']);
    expect(watching(usual.gateway, 'Duration')).toEqual(['declarant-prod-housekeeping-slow']);
  });

  it('a few errors of a few messages raise an alarm within a day', () => {
    const daily = of(usual.gateway, 'AWS::CloudWatch::Alarm').filter(({ AlarmName }) =>
      String(AlarmName).startsWith('declarant-prod-errors-of-day-delta-h7-'),
    );
    expect(daily).toHaveLength(7);
    for (const { Threshold, Metrics } of daily) {
      expect(Threshold).toBe(3);
      expect(JSON.stringify(Metrics)).toContain('"Period":86400');
    }
  });

  it('the firewall keeps samples of requests, without the callback token', () => {
    const [acl] = of(whole.gateway, 'AWS::WAFv2::WebACL');
    expect(JSON.stringify(acl)).not.toContain('"SampledRequestsEnabled":false');
    expect(acl).toMatchObject({
      VisibilityConfig: { SampledRequestsEnabled: true },
      DataProtectionConfig: {
        DataProtections: [
          { Action: 'SUBSTITUTION', Field: { FieldType: 'SINGLE_HEADER', FieldKeys: ['authorization'] } },
        ],
      },
    });
  });

  it('logs of the API and of the firewall are options, off by default, and hold no token', () => {
    const groups = (stack: Stack) => of(stack, 'AWS::Logs::LogGroup').map(({ LogGroupName }) => LogGroupName);
    const options = ['/aws/apigateway/declarant-prod-callbacks', 'aws-waf-logs-declarant-prod-callbacks'];
    expect(groups(whole.state)).toEqual(expect.arrayContaining(options));
    expect(groups(usual.state).filter((name) => options.includes(String(name)))).toEqual([]);

    const [stage] = of(whole.gateway, 'AWS::ApiGateway::Stage') as [Properties];
    const { DestinationArn, Format } = stage['AccessLogSetting'] as { DestinationArn: unknown; Format: string };
    expect(plain(DestinationArn)).toBe(`arn:aws:logs:eu-west-3:123456789012:log-group:${options[0]}`);
    expect(Format).toContain('$context.error.responseType');
    expect(Format).not.toMatch(/header|body|authorizer/i);
    expect(of(usual.gateway, 'AWS::ApiGateway::Stage')[0]).not.toHaveProperty('AccessLogSetting');
    // The role that API Gateway wants is the account's, and no stack may take it from the others.
    expect(of(whole.gateway, 'AWS::ApiGateway::Account')).toEqual([]);
    expect(page('deploy.md')).toContain('aws apigateway update-account');

    const [logging] = of(whole.gateway, 'AWS::WAFv2::LoggingConfiguration') as [Properties];
    expect(logging).toMatchObject({ RedactedFields: [{ SingleHeader: { Name: 'authorization' } }] });
    expect((logging['LogDestinationConfigs'] as unknown[]).map(plain)).toEqual([
      `arn:aws:logs:eu-west-3:123456789012:log-group:${options[1]}`,
    ]);
  });

  it('a failed run of housekeeping or of the archiver is not called again by Lambda, nor by its schedule', () => {
    const once = { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 };
    expect(of(usual.gateway, 'AWS::Lambda::EventInvokeConfig')).toMatchObject([once, once]);
    const rules = of(usual.gateway, 'AWS::Events::Rule').filter(({ ScheduleExpression }) => ScheduleExpression);
    expect(rules.map(({ Targets }) => Targets)).toMatchObject([[{ RetryPolicy: once }], [{ RetryPolicy: once }]]);
  });

  it('the receiver has instances of its own, and no other function takes more than it is given', () => {
    const reserved = reservedOf(usual.gateway);
    expect(reserved).toMatchObject({
      'declarant-prod-receive': 100,
      'declarant-prod-notify': 50,
      'declarant-prod-keep': 25,
      'declarant-prod-housekeeping': 1,
    });
    expect(reservedOf(whole.gateway)).toMatchObject({
      'declarant-prod-receive': 7,
      'declarant-prod-notify': 8,
      'declarant-prod-keep': 9,
    });
    // The doctor counts the same.
    expect(Object.fromEntries(gatewayFunctions(configured()).map(({ name, reserved }) => [name, reserved]))).toEqual(
      reserved,
    );
  });

  it('a first deployment that fails can be repeated: until it has succeeded nothing is protected or left behind', () => {
    expect(first.state.terminationProtection).toBe(false);
    const tables = (isProtected: boolean) => Array(2).fill({ DeletionProtectionEnabled: isProtected });
    expect(of(first.state, 'AWS::DynamoDB::Table')).toMatchObject(tables(false));
    const kept = [first.state, first.gateway].flatMap((stack) => Object.values(resourcesOf(stack)));
    // Of a creation that is rolled back CloudFormation leaves what is retained by this word alone.
    expect(kept.filter(({ DeletionPolicy }) => DeletionPolicy === 'Retain').map(({ Type }) => Type)).toEqual([]);
    expect(usual.state.terminationProtection).toBe(true);
    expect(of(usual.state, 'AWS::DynamoDB::Table')).toMatchObject(tables(true));
  });

  it('the deployment after the first changes nothing but the protection', () => {
    const before = resourcesOf(first.state);
    const changed = Object.entries(resourcesOf(usual.state)).filter(
      ([id, resource]) => JSON.stringify(resource) !== JSON.stringify(before[id]),
    );
    expect(changed.map(([, { Type }]) => Type)).toEqual(Array(2).fill('AWS::DynamoDB::Table'));
    expect(resourcesOf(usual.gateway)).toEqual(resourcesOf(first.gateway));
  });

  it('logs outlive the stack of the functions, which can be deleted and made again', () => {
    expect(of(whole.gateway, 'AWS::Logs::LogGroup')).toEqual([]);
    const groups = Object.values(resourcesOf(whole.state)).filter(({ Type }) => Type === 'AWS::Logs::LogGroup');
    for (const { DeletionPolicy } of groups) expect(DeletionPolicy).toBe('RetainExceptOnCreate');
  });

  it('names that would clash are refused before anything is deployed', () => {
    const faultsOf = (changes: object) => {
      try {
        parseConfiguration(JSON.stringify({ ...example, ...changes }), 'the sample');
      } catch (error) {
        if (error instanceof FaultsError) return error.faults.map(({ pointer, rule }) => `${pointer}: ${rule}`);
      }
      return [];
    };
    expect(faultsOf({ platforms: ['shop', 'shop-dead'] })).toEqual([
      '/platforms/1: another name: its queues would be called like those of shop',
    ]);
    expect(faultsOf({ stage: 'a-outcomes' })).toEqual([
      '/stage: another ending than -outcomes, which queues of platforms have',
    ]);
    const { credentialsSecret } = example.lanes['delta-h7'];
    expect(faultsOf({ lanes: { ...example.lanes, toll: { ...example.lanes.toll, credentialsSecret } } })).toEqual([
      '/lanes/toll/credentialsSecret: another secret than that of delta-h7: each is made once',
    ]);
  });

  it('every resource that takes tags has those of the product and the stage, and the operator’s own', () => {
    const tagged = [whole.state, whole.gateway].flatMap((stack) => Object.values(resourcesOf(stack)));
    // A parameter has them as an object, all others as a list.
    const given = (tags: unknown): unknown =>
      Array.isArray(tags) ? Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value])) : tags;
    const kinds = new Set<string>();
    for (const { Type, Properties } of tagged) {
      if (!Properties?.['Tags']) continue;
      kinds.add(Type);
      expect(given(Properties['Tags']), Type).toMatchObject({
        product: 'declarant',
        stage: 'prod',
        'cost-centre': 'customs',
      });
    }
    expect([...kinds].sort()).toEqual(expect.arrayContaining(TAGGED));
    expect(tagsOf({ stage: 'test', tags: { product: 'customs' } })).toEqual({ product: 'customs', stage: 'test' });
  });

  it('a restore stops the senders from outside the table first, and a second region is thought through', () => {
    const text = page('backup.md');
    const stopped = text.indexOf('update-event-source-mapping --region eu-west-3 --uuid UUID --no-enabled');
    expect(stopped).toBeGreaterThan(0);
    expect(stopped).toBeLessThan(
      text.indexOf('aws dynamodb delete-table --region eu-west-3 --table-name declarant-prod-ledger\n', stopped),
    );
    expect(text).toContain('## A second region');
  });
});

/** The kinds of our resources that take tags in a template. */
const TAGGED = [
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGateway::Stage',
  'AWS::CloudWatch::Alarm',
  'AWS::DynamoDB::Table',
  'AWS::IAM::Role',
  'AWS::KMS::Key',
  'AWS::Lambda::Function',
  'AWS::Logs::LogGroup',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
  'AWS::SSM::Parameter',
  'AWS::SecretsManager::Secret',
  'AWS::WAFv2::WebACL',
];
