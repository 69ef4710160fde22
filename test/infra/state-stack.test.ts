import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { deployment, everything, jsonOf, plain, synthesized } from './support/synthesized.ts';

/** The beginning of a statement, as the CDK writes it, that denies what does not come over TLS. */
const WITHOUT_TLS = '"Condition":{"Bool":{"aws:SecureTransport":"false"}},"Effect":"Deny"';

describe('the state stack', () => {
  const { state: template } = synthesized(everything);
  const { app, state, gateway } = deployment(everything);
  const artifact = (stackName: string) => app.synth().getStackByName(stackName);

  it('is deployed first, and exports nothing', () => {
    expect(artifact('declarant-prod-gateway').dependencies.map(({ id }) => id)).toContain('State');
    expect(artifact('declarant-prod-state').terminationProtection).toBe(true);
    for (const stack of [state, gateway]) {
      expect(JSON.stringify(jsonOf(stack))).not.toMatch(/Fn::ImportValue|"Export"/);
    }
  });

  const kept = [
    'AWS::DynamoDB::Table',
    'AWS::S3::Bucket',
    'AWS::SQS::Queue',
    'AWS::SNS::Topic',
    'AWS::KMS::Key',
    'AWS::SecretsManager::Secret',
    'AWS::Logs::LogGroup',
  ];

  it('keeps its resources when it is deleted, or when the configuration no longer names them', () => {
    const resources = Object.entries(jsonOf(state).Resources);
    for (const [id, { Type, DeletionPolicy, UpdateReplacePolicy }] of resources) {
      if (!kept.includes(Type)) {
        // Rules about what is kept, who hears of it, and where it is.
        expect(Type, id).toMatch(/Policy$|Subscription$|^AWS::SSM::Parameter$/);
        continue;
      }
      expect(DeletionPolicy, id).toMatch(/^Retain/);
      expect(UpdateReplacePolicy, id).toBe('Retain');
    }
    const kinds = new Set(resources.map(([, { Type }]) => Type));
    expect(kept.filter((kind) => !kinds.has(kind))).toEqual([]);
  });

  it('has no resource of the other stack', () => {
    const kinds = Object.values(jsonOf(gateway).Resources).map(({ Type }) => Type);
    for (const kind of [...kept, 'AWS::SNS::Subscription']) expect(kinds).not.toContain(kind);
  });

  it('has the topic of the alarms, so that nobody has to confirm again when the other stack is made anew', () => {
    const topics = Object.values(template.findResources('AWS::SNS::Topic')).map(({ Properties }) => Properties);
    expect(topics.map(({ TopicName }) => TopicName)).toEqual(['declarant-prod-outcomes', 'declarant-prod-alarms']);
    const told = Object.values(jsonOf(gateway).Resources)
      .filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm')
      .flatMap(({ Properties }) => Properties['AlarmActions'] as unknown[]);
    expect(new Set(told.map(plain))).toEqual(new Set(['arn:aws:sns:eu-west-3:123456789012:declarant-prod-alarms']));
  });

  it('has a ledger that can be restored to any second, is protected from deletion, and expires its items', () => {
    template.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain',
      Properties: {
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      },
    });
  });

  it('has a table of what is archived that costs less, is protected, expires its items, and has no backups', () => {
    template.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain',
      Properties: {
        TableName: 'declarant-prod-archived',
        TableClass: 'STANDARD_INFREQUENT_ACCESS',
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: Match.absent(),
        StreamSpecification: Match.absent(),
        GlobalSecondaryIndexes: Match.absent(),
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      },
    });
  });

  it('encrypts every resource', () => {
    template.allResourcesProperties('AWS::DynamoDB::Table', { SSESpecification: { SSEEnabled: true } });
    template.allResourcesProperties('AWS::SQS::Queue', { SqsManagedSseEnabled: true });
    template.allResourcesProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.anyValue() });
  });

  it('takes calls to its queues and topics over TLS only', () => {
    const policies = Object.values(jsonOf(state).Resources).filter(({ Type }) => /^AWS::S[QN]S::\w+Policy$/.test(Type));
    const closed = policies
      .filter(({ Properties }) => JSON.stringify(Properties['PolicyDocument']).includes(WITHOUT_TLS))
      .flatMap(({ Properties }) => (Properties['Queues'] ?? Properties['Topics']) as { Ref: string }[])
      .map(({ Ref }) => Ref);
    const kinds = ['AWS::SQS::Queue', 'AWS::SNS::Topic'];
    const all = Object.entries(jsonOf(state).Resources).filter(([, { Type }]) => kinds.includes(Type));
    expect(closed.sort()).toEqual(all.map(([id]) => id).sort());
  });

  it('has the logs of every function, for the configured time, a month by default', () => {
    template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
    const { state: longer, gateway: running } = synthesized({ logRetentionDays: 365 });
    longer.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 365 });
    const groups = Object.values(longer.findResources('AWS::Logs::LogGroup')).map(
      ({ Properties }) => Properties['LogGroupName'],
    );
    const functions = Object.values(running.findResources('AWS::Lambda::Function'));
    expect(groups.sort()).toEqual(functions.map(({ Properties }) => Properties['LoggingConfig'].LogGroup).sort());
  });

  it('keeps the messages of every queue for 14 days', () => {
    template.allResourcesProperties('AWS::SQS::Queue', { MessageRetentionPeriod: 14 * 86_400 });
  });

  it('has an outbox that outlasts its sender: visibility six times the timeout, 14 days twice, redrive', () => {
    template.hasResourceProperties('AWS::SQS::Queue', {
      QueueName: 'declarant-prod-delta-h7-outbox',
      VisibilityTimeout: 6 * 300,
      MessageRetentionPeriod: 14 * 86_400,
      RedrivePolicy: { maxReceiveCount: 600 },
    });
    template.hasResourceProperties('AWS::SQS::Queue', {
      QueueName: 'declarant-prod-delta-h7-dead-letters',
      MessageRetentionPeriod: 14 * 86_400,
    });
    // The two stacks agree on the timeout.
    synthesized().gateway.hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: 'declarant-prod-delta-h7-send',
      Timeout: 300,
    });
  });
});
