import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { Outcomes } from '../../infra/outcomes.ts';
import { PlatformQueue } from '../../infra/platform-queue.ts';
import { configuration } from '../../schemas/configuration.ts';
import { resourceNames } from '../../schemas/resource-names.ts';

function synthesized(maxReceiveCount?: number): Template {
  const stack = new Stack();
  const outcomes = new Outcomes(stack, 'Outcomes', { topicName: 'outcomes' });
  for (const platform of ['shop-a', 'shop-b'])
    new PlatformQueue(stack, platform, {
      platform,
      stage: 'test',
      outcomes,
      ...(maxReceiveCount !== undefined && { maxReceiveCount }),
    });
  return Template.fromStack(stack);
}

describe("a platform's queue", () => {
  const template = synthesized();
  const [queueId] = Object.keys(
    template.findResources('AWS::SQS::Queue', { Properties: { QueueName: 'declarant-test-outcomes-shop-a' } }),
  );
  const [deadLettersId] = Object.keys(
    template.findResources('AWS::SQS::Queue', { Properties: { QueueName: 'declarant-test-outcomes-shop-a-dead' } }),
  );
  const arnOf = (id: string | undefined) => ({ 'Fn::GetAtt': [id, 'Arn'] });

  it('gets the outcomes of its own platform, as they were published', () => {
    template.resourceCountIs('AWS::SNS::Subscription', 2);
    template.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'sqs',
      Endpoint: arnOf(queueId),
      FilterPolicy: { platform: ['shop-a'] },
      RawMessageDelivery: true,
      RedrivePolicy: { deadLetterTargetArn: arnOf(deadLettersId) },
    });
  });

  it('keeps them for 14 days, encrypted, and what cannot be taken for another 14', () => {
    template.allResourcesProperties('AWS::SQS::Queue', {
      MessageRetentionPeriod: 14 * 86_400,
      SqsManagedSseEnabled: true,
    });
    template.hasResourceProperties('AWS::SQS::Queue', {
      QueueName: 'declarant-test-outcomes-shop-a',
      RedrivePolicy: { deadLetterTargetArn: arnOf(deadLettersId), maxReceiveCount: 10 },
    });
  });

  it('takes from the topic only, and over TLS only', () => {
    template.hasResourceProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: Match.objectLike({
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          Match.objectLike({
            Effect: 'Allow',
            Action: 'sqs:SendMessage',
            Principal: { Service: 'sns.amazonaws.com' },
            Condition: { ArnEquals: { 'aws:SourceArn': { Ref: Match.stringLikeRegexp('^Outcomes') } } },
          }),
        ]),
      }),
    });
  });

  it('takes another number of tries, within what SQS takes', () => {
    synthesized(3).hasResourceProperties('AWS::SQS::Queue', {
      RedrivePolicy: Match.objectLike({ maxReceiveCount: 3 }),
    });
    for (const wrong of [0, 1001, 1.5]) expect(() => synthesized(wrong), String(wrong)).toThrow(RangeError);
  });
});

describe('the platforms of a configuration', () => {
  const platforms = configuration.shape.platforms;

  it('are none unless they are named, each once and as a queue may be named', () => {
    expect(platforms.parse(undefined)).toEqual([]);
    expect(platforms.parse(['shop-a', 'Shop_2'])).toEqual(['shop-a', 'Shop_2']);
    for (const wrong of [['shop-a', 'shop-a'], ['shop.a'], [''], ['x'.repeat(33)], 'shop-a'])
      expect(platforms.safeParse(wrong).success, String(wrong)).toBe(false);
  });

  it('have names that SQS takes, also with the longest stage', () => {
    const names = resourceNames('s'.repeat(20)).platform('x'.repeat(32));
    for (const name of Object.values(names)) expect(name.length).toBeLessThanOrEqual(80);
  });
});
