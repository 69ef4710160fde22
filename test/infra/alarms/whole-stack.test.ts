import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { type AlarmProperties, metricsOf, type WatchedMetric } from '../../support/alarm-state.ts';
import { example, synthesized } from '../support/synthesized.ts';

describe('the metrics of AWS', () => {
  let templates: Template[];
  let watched: WatchedMetric[];
  beforeAll(() => {
    const callbacks = { ...example.callbacks, webAcl: true };
    const { state, gateway } = synthesized({ platforms: ['shop-1', 'shop-2'], callbacks });
    templates = [state, gateway];
    watched = found('AWS::CloudWatch::Alarm').flatMap((alarm) => metricsOf(alarm as unknown as AlarmProperties));
  });

  const found = (kind: string): Record<string, unknown>[] =>
    templates.flatMap((template) => Object.values(template.findResources(kind)).map(({ Properties }) => Properties));
  const named = (kind: string, name: string) => found(kind).map((properties) => properties[name] as string);
  /** The values of a dimension by which alarms watch a metric. */
  const valuesOf = (metric: string, dimension: string) =>
    [...new Set(watched.filter(({ name }) => name === metric).map(({ dimensions }) => dimensions[dimension]))].sort();

  it('are watched by the names of the resources', () => {
    const visible = found('AWS::WAFv2::WebACL').map(
      ({ VisibilityConfig }) => VisibilityConfig as { MetricName: string; CloudWatchMetricsEnabled: boolean },
    );
    expect(visible).toMatchObject([{ CloudWatchMetricsEnabled: true }]);
    const names: Record<string, string[]> = {
      'AWS/SQS': named('AWS::SQS::Queue', 'QueueName'),
      'AWS/Lambda': named('AWS::Lambda::Function', 'FunctionName'),
      'AWS/ApiGateway': named('AWS::ApiGateway::RestApi', 'Name'),
      'AWS/DynamoDB': named('AWS::DynamoDB::Table', 'TableName'),
      'AWS/WAFV2': visible.map(({ MetricName }) => MetricName),
    };
    /** The dimensions that name the resource itself; others name a part of it. */
    const naming = ['QueueName', 'FunctionName', 'ApiName', 'TableName', 'WebACL'];
    const ofAws = watched.filter(({ namespace }) => namespace.startsWith('AWS/'));
    expect(ofAws.length).toBeGreaterThan(10);
    for (const { namespace, dimensions } of ofAws)
      expect(names[namespace], namespace).toContain(dimensions[naming.find((one) => one in dimensions) ?? '']);
  });

  it('are watched for every function', () => {
    const functions = named('AWS::Lambda::Function', 'FunctionName').sort();
    expect(valuesOf('Errors', 'FunctionName')).toEqual(functions);
    expect(valuesOf('Throttles', 'FunctionName')).toEqual(functions);
  });

  it('are watched for every queue: the age of messages, or the number of dead letters', () => {
    const all = found('AWS::SQS::Queue').map(({ QueueName, RedrivePolicy }) => ({
      name: QueueName as string,
      RedrivePolicy,
    }));
    const dead = all.filter(({ RedrivePolicy }) => !RedrivePolicy).map(({ name }) => name);
    expect(valuesOf('ApproximateNumberOfMessagesVisible', 'QueueName')).toEqual(dead.sort());
    const taken = all.filter(({ RedrivePolicy }) => RedrivePolicy);
    expect(valuesOf('ApproximateAgeOfOldestMessage', 'QueueName')).toEqual(taken.map(({ name }) => name).sort());
  });

  it('are watched for both tables and for every index', () => {
    const indexes = found('AWS::DynamoDB::Table').flatMap(
      ({ GlobalSecondaryIndexes = [] }) => GlobalSecondaryIndexes as { IndexName: string }[],
    );
    for (const metric of ['ReadThrottleEvents', 'WriteThrottleEvents']) {
      expect(valuesOf(metric, 'TableName')).toEqual(['declarant-prod-archived', 'declarant-prod-ledger']);
      expect(valuesOf(metric, 'GlobalSecondaryIndexName').filter(Boolean)).toEqual(
        indexes.map(({ IndexName }) => IndexName).sort(),
      );
    }
  });

  it('are watched for every action on the table that a function may do', () => {
    const statements = found('AWS::IAM::Policy').flatMap(
      ({ PolicyDocument }) => (PolicyDocument as { Statement: { Action: string | string[] }[] }).Statement,
    );
    const actions = statements.flatMap(({ Action }) => Action).filter((action) => action.startsWith('dynamodb:'));
    // Those of the stream are Lambda's, and no call of the table.
    const ofTable = actions.map((action) => action.slice(9)).filter((name) => !/Stream|Records|Shard/.test(name));
    expect(valuesOf('SystemErrors', 'Operation')).toEqual([...new Set(ofTable)].sort());
  });
});
