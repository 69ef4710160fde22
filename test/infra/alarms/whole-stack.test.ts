import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { type AlarmProperties, metricsOf, type WatchedMetric } from '../../support/alarm-state.ts';
import { synthesized } from '../support/synthesized.ts';

describe('the metrics of AWS', () => {
  let templates: Template[];
  let watched: WatchedMetric[];
  beforeAll(() => {
    const { state, gateway } = synthesized({ platforms: ['shop-1', 'shop-2'] });
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
    const names: Record<string, string[]> = {
      'AWS/SQS': named('AWS::SQS::Queue', 'QueueName'),
      'AWS/Lambda': named('AWS::Lambda::Function', 'FunctionName'),
      'AWS/ApiGateway': named('AWS::ApiGateway::RestApi', 'Name'),
    };
    const ofAws = watched.filter(({ namespace }) => namespace.startsWith('AWS/'));
    expect(ofAws.length).toBeGreaterThan(10);
    for (const { namespace, dimensions } of ofAws)
      for (const name of Object.values(dimensions)) expect(names[namespace]).toContain(name);
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
    // The pace at which a platform takes its outcomes is its own business.
    const ours = all.filter(({ name, RedrivePolicy }) => RedrivePolicy && !name.includes('-outcomes-'));
    expect(valuesOf('ApproximateAgeOfOldestMessage', 'QueueName')).toEqual(ours.map(({ name }) => name).sort());
  });
});
