import { describe, expect, it } from 'vitest';
import { withoutTypes } from './support/left-out.ts';

const template = {
  Resources: {
    Plain: { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'Errors' } },
    Sum: { Type: 'AWS::CloudWatch::Alarm', Properties: { Metrics: [] } },
    Topic: { Type: 'AWS::SNS::Topic', Properties: {}, DependsOn: ['Sum', 'Plain'] },
    Queue: { Type: 'AWS::SQS::Queue', Properties: {}, DependsOn: 'Sum' },
    Dashboard: {
      Type: 'AWS::CloudWatch::Dashboard',
      Properties: { Body: [{ 'Fn::GetAtt': ['Sum', 'Arn'] }, { Ref: 'Plain' }] },
    },
  },
};

describe('a template for an emulator', () => {
  it('is without a type, and without what leads there', () => {
    expect(withoutTypes(template, ['AWS::CloudWatch::Alarm'])).toEqual({
      Resources: {
        Topic: { Type: 'AWS::SNS::Topic', Properties: {} },
        Queue: { Type: 'AWS::SQS::Queue', Properties: {} },
        Dashboard: { Type: 'AWS::CloudWatch::Dashboard', Properties: { Body: ['left-out', 'left-out'] } },
      },
    });
  });

  it('is without only those of a type that have a property', () => {
    expect(withoutTypes(template, ['AWS::CloudWatch::Alarm.Metrics']).Resources).toMatchObject({
      Plain: template.Resources.Plain,
      Topic: { DependsOn: ['Plain'] },
      Dashboard: { Properties: { Body: ['left-out', { Ref: 'Plain' }] } },
    });
  });

  it('is whole where nothing is left out', () => {
    expect(Object.keys(withoutTypes(template, []).Resources)).toEqual(Object.keys(template.Resources));
  });
});
