import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { OutcomesTopic } from '../../infra/state/outcomes-topic.ts';
import { PlatformQueue } from '../../infra/state/platform-queue.ts';
import { configuration } from '../../schemas/configuration.ts';
import { schemaFaults } from '../../schemas/fault.ts';
import { platformsOf } from '../../schemas/platforms.ts';
import { resourceNames } from '../../schemas/resource-names.ts';

const shopB = { name: 'shop-b', accounts: ['111122223333'], roles: ['arn:aws:iam::444455556666:role/shop-b'] };

function synthesized(maxReceiveCount?: number): Template {
  const stack = new Stack();
  const outcomes = new OutcomesTopic(stack, 'Outcomes', { topicName: 'outcomes' });
  for (const platform of [{ name: 'shop-a' }, shopB])
    new PlatformQueue(stack, platform.name, {
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

  it('keeps outcomes for 14 days, encrypted, and its dead letters for another 14', () => {
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

  it('can be read only by the named accounts and roles of its platform', () => {
    const policies = Object.values(template.findResources('AWS::SQS::QueuePolicy'));
    const allowed = policies.flatMap(({ Properties }) =>
      (Properties.PolicyDocument.Statement as { Effect: string; Action: unknown; Principal: object }[])
        .filter(({ Effect, Principal }) => Effect === 'Allow' && 'AWS' in Principal)
        .map(({ Action, Principal }) => ({ Action, Principal, queues: Properties.Queues })),
    );
    const [ownId] = Object.keys(
      template.findResources('AWS::SQS::Queue', { Properties: { QueueName: 'declarant-test-outcomes-shop-b' } }),
    );
    expect(allowed).toEqual([
      {
        Action: [
          'sqs:ReceiveMessage',
          'sqs:DeleteMessage',
          'sqs:ChangeMessageVisibility',
          'sqs:GetQueueAttributes',
          'sqs:GetQueueUrl',
        ],
        Principal: {
          AWS: [
            { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::111122223333:root']] },
            'arn:aws:iam::444455556666:role/shop-b',
          ],
        },
        queues: [{ Ref: ownId }],
      },
    ]);
  });

  it('takes another number of tries, within the limits of SQS', () => {
    synthesized(3).hasResourceProperties('AWS::SQS::Queue', {
      RedrivePolicy: Match.objectLike({ maxReceiveCount: 3 }),
    });
    for (const wrong of [0, 1001, 1.5]) expect(() => synthesized(wrong), String(wrong)).toThrow(RangeError);
  });
});

describe('the platforms of a configuration', () => {
  const platforms = configuration.shape.platforms;

  it('[F29] are none unless they are named, each once and as a submission names it', () => {
    expect(platforms.parse(undefined)).toEqual([]);
    expect(platforms.parse(['shop-a', 'Shop_2', 'shop.3'])).toEqual(['shop-a', 'Shop_2', 'shop.3']);
    for (const wrong of [['shop-a', 'shop-a'], ['shop a'], [''], ['x'.repeat(33)], 'shop-a'])
      expect(platforms.safeParse(wrong).success, String(wrong)).toBe(false);
  });

  it('may name the accounts and roles that act for them', () => {
    const shop = {
      name: 'shop-b',
      accounts: ['111122223333'],
      roles: ['arn:aws:iam::444455556666:role/path/shop-b'],
      senders: ['AROACKCEVSQ6C2EXAMPLE', 'AIDACKCEVSQ6C2EXAMPLE'],
    };
    expect(platformsOf(platforms.parse(['shop-a', shop]))).toEqual([{ name: 'shop-a' }, shop]);
  });

  it.each<[fault: string, given: unknown[], pointer: string, rule: RegExp]>([
    ['a name of another form', ['shop-a', 'shop/b'], '/1', /^up to 32 letters/],
    ['a name of another form in an object', [{ name: 'é' }], '/0/name', /^up to 32 letters/],
    ['neither a name nor an object', [7], '/0', /^a platform's name, or an object/],
    ['no name', [{ accounts: ['111122223333'] }], '/0/name', /string/],
    ['an unknown key', [{ name: 'a', queue: 'q' }], '/0/queue', /^unknown property/],
    ['no account', [{ name: 'a', accounts: ['111122223333', '1234'] }], '/0/accounts/1', /12 digits/],
    ['an account as a number', [{ name: 'a', accounts: [111_122_223_333] }], '/0/accounts/0', /string/],
    ['an empty list', [{ name: 'a', senders: [] }], '/0/senders', /^at least one/],
    ['an account twice', [{ name: 'a', accounts: ['111122223333', '111122223333'] }], '/0/accounts', /each once/],
    [
      'a user for a role',
      [{ name: 'a', roles: ['arn:aws:iam::111122223333:user/b'] }],
      '/0/roles/0',
      /^the ARN of a role/,
    ],
    ['a session', [{ name: 'a', senders: ['AROACKCEVSQ6C2EXAMPLE:me'] }], '/0/senders/0', /without a session/],
    [
      'an ARN as a sender',
      [{ name: 'a', senders: ['arn:aws:iam::111122223333:role/b'] }],
      '/0/senders/0',
      /^the unique id/,
    ],
    ['a name twice', ['a', { name: 'a' }], '/1/name', /each platform once/],
    ['names that differ by a dot', ['shop-a', 'shop.a'], '/1', /like those of shop-a$/],
    ['the name of dead letters', ['x', 'y', { name: 'x-dead' }], '/2/name', /like those of x$/],
    ['the name of dead letters first', ['x.dead', 'x'], '/1', /like those of x\.dead$/],
    [
      'more principals than a policy takes',
      Array.from({ length: 46 }, (_, n) => ({ name: `p${n}`, accounts: [String(111_122_220_000 + n)] })),
      '',
      /at most 45/,
    ],
  ])('[F29] are refused with %s, and where it stands', (_, given, pointer, rule) => {
    expect(schemaFaults(configuration.shape.platforms, given)).toEqual([
      expect.objectContaining({ pointer, rule: expect.stringMatching(rule) }),
    ]);
  });

  it('have names that SQS takes, also with the longest stage', () => {
    const names = resourceNames('s'.repeat(20)).platform('x'.repeat(32));
    for (const name of Object.values(names)) expect(name.length).toBeLessThanOrEqual(80);
  });
});
