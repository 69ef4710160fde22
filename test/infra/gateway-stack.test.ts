import { readFileSync } from 'node:fs';
import path from 'node:path';
import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { contractResponses } from '../../infra/contract-responses.ts';
import { GatewayStack } from '../../infra/gateway-stack.ts';
import { callbackRoutes } from '../../schemas/catalogue.ts';
import { parseConfiguration } from '../../schemas/configuration.ts';
import { root } from '../support/files.ts';

const file = path.join(root, 'samples/config.example.json');

function synthesized(callbacks: object = {}): Template {
  const example = JSON.parse(readFileSync(file, 'utf8'));
  const changed = { ...example, callbacks: { ...example.callbacks, ...callbacks } };
  const configuration = parseConfiguration(JSON.stringify(changed), file);
  // Bundling is left out here: the bundles themselves run in the integration tests.
  const app = new App({ context: { 'aws:cdk:bundling-stacks': [] } });
  return Template.fromStack(new GatewayStack(app, 'Gateway', { configuration }));
}

describe('the stack', () => {
  let template: Template;
  beforeAll(() => {
    template = synthesized();
  });

  /** The path of every API resource that takes this method. */
  function routes(method: string): string[] {
    const resources = template.findResources('AWS::ApiGateway::Resource');
    const pathOf = (id: string | undefined): string => {
      const resource = id === undefined ? undefined : resources[id];
      return resource ? `${pathOf(resource['Properties'].ParentId.Ref)}/${resource['Properties'].PathPart}` : '';
    };
    return Object.values(template.findResources('AWS::ApiGateway::Method', { Properties: { HttpMethod: method } }))
      .map(({ Properties }) => pathOf(Properties.ResourceId.Ref))
      .sort();
  }

  it('[H7-T2] has a route for each callback of the catalogue, with and without the prefix, and catches all else', () => {
    const expected = callbackRoutes(['delta-h7']).map((route) => route.path);
    expect(expected).toContain('/declarations/{customsDeclarationReference}/reponses');
    expect(expected).toContain('/dh7/declarations/{customsDeclarationReference}/reponses');
    expect(routes('POST')).toEqual(expected.sort());
    expect(routes('ANY')).toEqual(['', '/{proxy+}']);
  });

  it('[H7-R1] answers no error of its own in a form of its own', () => {
    const answered = template.findResources('AWS::ApiGateway::GatewayResponse');
    const kinds = Object.values(answered).map(({ Properties }) => Properties.ResponseType);
    expect(kinds.sort()).toEqual(Object.keys(contractResponses).sort());
  });

  it('[H7-A3] takes callbacks over TLS 1.2 or newer', () => {
    template.hasResourceProperties('AWS::ApiGateway::RestApi', {
      SecurityPolicy: Match.stringLikeRegexp('^SecurityPolicy_TLS13_1_[23]_'),
      EndpointAccessMode: 'BASIC',
    });
  });

  it('takes callbacks from everywhere and without a firewall, unless the configuration says otherwise', () => {
    template.hasResourceProperties('AWS::ApiGateway::RestApi', { Policy: Match.absent() });
    template.resourceCountIs('AWS::WAFv2::WebACL', 0);
    const closed = synthesized({ allowedNetworks: ['192.0.2.0/24', '2001:db8::/32'], webAcl: true });
    closed.hasResourceProperties('AWS::ApiGateway::RestApi', {
      Policy: {
        Statement: [
          Match.objectLike({
            Effect: 'Allow',
            Condition: { IpAddress: { 'aws:SourceIp': ['192.0.2.0/24', '2001:db8::/32'] } },
          }),
        ],
      },
    });
    closed.resourceCountIs('AWS::WAFv2::WebACLAssociation', 1);
    const [acl = {}] = Object.values(closed.findResources('AWS::WAFv2::WebACL'));
    const { Rules, CustomResponseBodies } = acl['Properties'];
    const [tooFast, common] = Rules;
    expect(tooFast.Action.Block.CustomResponse).toEqual({ ResponseCode: 500, CustomResponseBodyKey: 'later' });
    expect(JSON.parse(CustomResponseBodies.later.Content)).toMatchObject({
      errorCode: 'TECHNICAL',
    });
    const counted = common.Statement.ManagedRuleGroupStatement.RuleActionOverrides.map(
      ({ Name }: { Name: string }) => Name,
    );
    expect(counted).toContain('SizeRestrictions_BODY');
  });

  it('hands bodies to the receiver byte for byte', () => {
    template.hasResourceProperties('AWS::ApiGateway::RestApi', { BinaryMediaTypes: ['*/*'] });
  });

  it('keeps an outbox that outlasts its sender: visibility six times the timeout, 14 days twice, redrive', () => {
    const senders = template.findResources('AWS::Lambda::Function', {
      Properties: { FunctionName: 'declarant-prod-delta-h7-send' },
    });
    const [sender] = Object.values(senders);
    template.hasResourceProperties('AWS::SQS::Queue', {
      QueueName: 'declarant-prod-delta-h7-outbox',
      VisibilityTimeout: 6 * sender?.['Properties'].Timeout,
      MessageRetentionPeriod: 14 * 86_400,
      RedrivePolicy: { maxReceiveCount: 1000 },
    });
    template.hasResourceProperties('AWS::SQS::Queue', {
      QueueName: 'declarant-prod-delta-h7-dead-letters',
      MessageRetentionPeriod: 14 * 86_400,
    });
  });

  it('never pulls more batches than its sender may run', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: 100,
      MaximumBatchingWindowInSeconds: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 2 },
    });
    template.hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: 'declarant-prod-delta-h7-send',
      ReservedConcurrentExecutions: 2,
    });
  });

  it('[H7-A1] gives functions the names of secrets, never a value', () => {
    const functions = JSON.stringify(template.findResources('AWS::Lambda::Function'));
    expect(functions).toContain('declarant/prod/callback-token');
    expect(functions).not.toMatch(/resolve:secretsmanager|clientSecret|password/i);
  });

  it('[H7-A5] lets the receiver read the two versions of the token that are taken, and nothing else of any secret', () => {
    const statements = Object.entries(template.findResources('AWS::IAM::Policy'))
      .filter(([id]) => id.startsWith('CallbacksReceiver'))
      .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement as { Action: string | string[] }[])
      .filter(({ Action }) => [Action].flat().some((action) => action.startsWith('secretsmanager:')));
    expect(statements).toEqual([
      {
        Action: 'secretsmanager:GetSecretValue',
        Effect: 'Allow',
        Resource: { Ref: expect.stringMatching(/^CallbacksToken/) },
        Condition: { 'ForAnyValue:StringEquals': { 'secretsmanager:VersionStage': ['AWSCURRENT', 'AWSPREVIOUS'] } },
      },
    ]);
  });

  it('tells every function its stage, the first dimension of its metrics', () => {
    template.allResourcesProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ STAGE: 'prod' }) },
    });
  });

  it('keeps the ledger when the stack goes, and can restore it', () => {
    template.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain',
      Properties: {
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      },
    });
  });

  it('lets what tends the lanes look at dead letters, and neither delete nor move them', () => {
    const [deadLetters] = Object.keys(
      template.findResources('AWS::SQS::Queue', { Properties: { QueueName: 'declarant-prod-delta-h7-dead-letters' } }),
    );
    const statements = Object.values(template.findResources('AWS::IAM::Policy')).flatMap(
      ({ Properties }) => Properties.PolicyDocument.Statement as { Action: string | string[]; Resource: unknown }[],
    );
    const about = statements.filter(({ Resource }) => JSON.stringify(Resource).includes(`"${deadLetters}"`));
    expect(about.map(({ Action }) => Action)).toEqual([
      ['sqs:GetQueueAttributes', 'sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility'],
    ]);
  });

  it('runs on arm64 and Node 24', () => {
    template.allResourcesProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Timeout: Match.anyValue(),
    });
  });
});

describe('a configuration that cannot be used', () => {
  const faultsOf = (value: unknown) => {
    try {
      parseConfiguration(typeof value === 'string' ? value : JSON.stringify(value), 'c.json');
    } catch (error) {
      return (error as Error).message
        .split('\n')
        .slice(1)
        .map((line) => line.trim().split(':')[0]);
    }
    return [];
  };
  const good = JSON.parse(readFileSync(file, 'utf8'));
  const lane = good.lanes['delta-h7'];

  it('is named with every fault at once', () => {
    const lanes = {
      'delta-h7': { ...lane, baseUrl: 'http://customs.example', share: { perSecond: 151, perHour: 0 }, extra: 1 },
    };
    expect(faultsOf({ ...good, stage: 'Prod', lanes, callbacks: {} })).toEqual([
      '/stage',
      '/lanes/delta-h7/baseUrl',
      '/lanes/delta-h7/share/perSecond',
      '/lanes/delta-h7/share/perHour',
      '/lanes/delta-h7/extra',
      '/callbacks/tokenSecret',
    ]);
    expect(faultsOf('{')).toEqual(['(the whole)']);
    expect(faultsOf({ ...good, lanes: {} })).toEqual(['/lanes']);
  });

  it('names networks that are none, or are everybody', () => {
    const withNetworks = (allowedNetworks: unknown, more = {}) =>
      faultsOf({ ...good, callbacks: { ...good.callbacks, allowedNetworks, ...more } });
    expect(withNetworks(['192.0.2.0/24', '2001:db8::/32', '192.0.2.7/32'])).toEqual([]);
    for (const range of ['192.0.2.0', '192.0.2.0/33', '300.0.0.0/8', 'customs.example', '0.0.0.0/0', '::/0', 7])
      expect(withNetworks(['192.0.2.0/24', range]), String(range)).toEqual(['/callbacks/allowedNetworks/1']);
    expect(withNetworks([])).toEqual(['/callbacks/allowedNetworks']);
    expect(withNetworks(undefined, { webAcl: 'yes' })).toEqual(['/callbacks/webAcl']);
  });

  it('[H7-A3] takes plain http for loopback only, and no credentials in a URL', () => {
    const withUrl = (baseUrl: string) => faultsOf({ ...good, lanes: { 'delta-h7': { ...lane, baseUrl } } });
    for (const url of [
      'http://127.0.0.1:9000/dh7',
      'http://localhost:9000',
      'http://[::1]:1',
      'https://customs.example/dh7/',
    ])
      expect(withUrl(url), url).toEqual([]);
    for (const url of [
      'http://10.0.0.1',
      'http://127.0.0.1.example',
      'ftp://x',
      'customs',
      'https://u:p@customs.example',
      'https://customs.example?x=1',
    ]) {
      expect(withUrl(url), url).toEqual(['/lanes/delta-h7/baseUrl']);
    }
  });

  it("does not take a pause below a minute for customs' own hosts", () => {
    const withPause = (baseUrl: string, pauseSeconds: number) =>
      faultsOf({ ...good, lanes: { 'delta-h7': { ...lane, baseUrl, pauseSeconds } } });
    expect(withPause('https://customs.example', 59)).toEqual(['/lanes/delta-h7/pauseSeconds']);
    expect(withPause('http://127.0.0.1:9000', 1)).toEqual([]);
  });
});
