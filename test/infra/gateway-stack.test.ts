import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { contractResponses } from '../../infra/callbacks/contract-responses.ts';
import { authorityNames, callbackRoutes } from '../../schemas/catalogue.ts';
import { parseConfiguration } from '../../schemas/configuration.ts';
import { root } from '../support/files.ts';
import { everything, example, plain, synthesized } from './support/synthesized.ts';

const withCallbacks = (callbacks: object) => synthesized({ callbacks: { ...example.callbacks, ...callbacks } }).gateway;

describe('the stack', () => {
  const { gateway: template } = synthesized();

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

  it('takes callbacks from everywhere, without a firewall, by default', () => {
    template.hasResourceProperties('AWS::ApiGateway::RestApi', { Policy: Match.absent() });
    template.resourceCountIs('AWS::WAFv2::WebACL', 0);
    const closed = withCallbacks({ allowedNetworks: ['192.0.2.0/24', '2001:db8::/32'], webAcl: true });
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
    expect(common.OverrideAction).toEqual({ None: {} });
    // Five minutes of all that customs may send to all operators together.
    expect(tooFast.Statement.RateBasedStatement.Limit).toBeGreaterThanOrEqual(150 * 300);
  });

  it('hands bodies to the receiver byte for byte', () => {
    template.hasResourceProperties('AWS::ApiGateway::RestApi', { BinaryMediaTypes: ['*/*'] });
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

  it('runs housekeeping each minute, one at a time', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: 'declarant-prod-housekeeping',
      ReservedConcurrentExecutions: 1,
    });
    template.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(1 minute)',
      State: 'ENABLED',
      Targets: [Match.objectLike({ RetryPolicy: { MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 0 } })],
    });
  });

  it('[H7-R1] answers before API Gateway would with a 504, and throttles far above what customs may send', () => {
    const [receiver] = Object.values(
      template.findResources('AWS::Lambda::Function', { Properties: { FunctionName: 'declarant-prod-receive' } }),
    );
    expect(receiver?.['Properties'].Timeout).toBeLessThan(29);
    const [all] = Object.values(template.findResources('AWS::ApiGateway::Stage')).flatMap(
      ({ Properties }) => Properties.MethodSettings as Record<string, unknown>[],
    );
    expect(all).toMatchObject({ HttpMethod: '*', ResourcePath: '/*' });
    expect(all?.['ThrottlingRateLimit']).toBeGreaterThan(3 * 150);
    expect(all?.['ThrottlingBurstLimit']).toBeGreaterThan(3 * 150);
  });

  it('keeps records in the table for the configured time, 120 days by default', () => {
    const days = (one: typeof template) =>
      Object.values(one.findResources('AWS::Lambda::Function')).map(
        ({ Properties }) => Properties.Environment.Variables.RETENTION_DAYS,
      );
    const eachOf = (value: string) =>
      [...authorityNames, 'receive', 'notify', 'keep', 'housekeeping', 'archive'].map(() => value);
    expect(days(template)).toEqual(eachOf('120'));
    expect(days(synthesized({ retentionDays: 1461 }).gateway)).toEqual(eachOf('1461'));
  });

  it('[H7-S5] notifies of each stored callback by the stream of the ledger, for as long as that goes back', () => {
    const stream = '/declarant/prod/ledger-stream';
    const [parameter] = Object.keys(template.findParameters('*', { Default: stream }));
    const { state } = synthesized();
    state.hasResourceProperties('AWS::DynamoDB::Table', { StreamSpecification: { StreamViewType: 'KEYS_ONLY' } });
    const [table] = Object.keys(state.findResources('AWS::DynamoDB::Table'));
    state.hasResourceProperties('AWS::SSM::Parameter', {
      Name: stream,
      Value: { 'Fn::GetAtt': [table, 'StreamArn'] },
    });
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: { Ref: parameter },
      StartingPosition: 'TRIM_HORIZON',
      FilterCriteria: {
        Filters: [{ Pattern: '{"eventName":["INSERT"],"dynamodb":{"Keys":{"entry":{"S":[{"prefix":"received/"}]}}}}' }],
      },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      MaximumRecordAgeInSeconds: 12 * 3600,
      MaximumRetryAttempts: Match.absent(),
      DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
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
      .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement as { Action: string; Resource: unknown }[])
      .filter(({ Action }) => [Action].flat().some((action) => action.startsWith('secretsmanager:')));
    expect(statements).toEqual([
      {
        Action: 'secretsmanager:GetSecretValue',
        Effect: 'Allow',
        Resource: expect.anything(),
        Condition: { 'ForAnyValue:StringEquals': { 'secretsmanager:VersionStage': ['AWSCURRENT', 'AWSPREVIOUS'] } },
      },
    ]);
    expect(plain(statements[0]?.Resource)).toMatch(/:secret:declarant\/prod\/callback-token-\?{6}$/);
  });

  it('lets a sender take pointers only from the roles of the functions that put them', () => {
    const functions = Object.values(template.findResources('AWS::Lambda::Function')).map(
      ({ Properties }) => Properties,
    );
    const roleIdOf = (name: string) =>
      plain(functions.find(({ FunctionName }) => FunctionName === name)?.Role).replace('.Arn>', '.RoleId>');
    const releasing = ['notify', 'housekeeping', 'delta-h7-send'].map((name) => roleIdOf(`declarant-prod-${name}`));
    const [sender] = functions.filter(({ FunctionName }) => FunctionName === 'declarant-prod-delta-h7-send');
    expect(plain(sender?.Environment.Variables.GATEWAY_ROLES).split(',').sort()).toEqual(releasing.sort());
  });

  it('tells every function its stage, the first dimension of its metrics', () => {
    template.allResourcesProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ STAGE: 'prod' }) },
    });
  });

  it('has no group of logs itself: each function writes into one of the state, by its name', () => {
    template.resourceCountIs('AWS::Logs::LogGroup', 0);
    for (const { Properties } of Object.values(template.findResources('AWS::Lambda::Function')))
      expect(Properties['LoggingConfig']).toEqual({ LogGroup: `/aws/lambda/${Properties['FunctionName']}` });
  });

  it('publishes the places of its resources in parameters, without secrets', () => {
    const { gateway } = synthesized({ platforms: ['shop-1'] });
    const told = Object.values(gateway.findResources('AWS::SSM::Parameter')).map(({ Properties }) => [
      Properties.Name,
      plain(Properties.Value)
        .replace(/<\w+Stage\w+>/, 'callbacks')
        .replace(/<\w+>/, '<Api>'),
    ]);
    const queue = 'https://sqs.eu-west-3.amazonaws.com/123456789012/declarant-prod';
    expect(Object.fromEntries(told)).toEqual({
      '/declarant/prod/version': JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version,
      '/declarant/prod/callback-url': 'https://<Api>.execute-api.eu-west-3.amazonaws.com/callbacks',
      '/declarant/prod/ledger-table': 'declarant-prod-ledger',
      '/declarant/prod/outcomes-topic': 'arn:aws:sns:eu-west-3:123456789012:declarant-prod-outcomes',
      '/declarant/prod/platforms/shop-1/outcomes-queue-url': `${queue}-outcomes-shop-1`,
      ...Object.fromEntries(
        authorityNames.flatMap((lane) => [
          [`/declarant/prod/${lane}/outbox-url`, `${queue}-${lane}-outbox`],
          [`/declarant/prod/${lane}/dead-letters-url`, `${queue}-${lane}-dead-letters`],
        ]),
      ),
    });
  });

  it('runs on arm64 and Node 24', () => {
    template.allResourcesProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Timeout: Match.anyValue(),
    });
  });
});

describe('a faulty configuration', () => {
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
  const good = example;
  const lane = good.lanes['delta-h7'];

  it('is refused with every fault at once', () => {
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

  it('may not name networks that are none, or are everybody', () => {
    const withNetworks = (allowedNetworks: unknown, more = {}) =>
      faultsOf({ ...good, callbacks: { ...good.callbacks, allowedNetworks, ...more } });
    expect(withNetworks(['192.0.2.0/24', '2001:db8::/32', '192.0.2.7/32'])).toEqual([]);
    for (const range of ['192.0.2.0', '192.0.2.0/33', '300.0.0.0/8', 'customs.example', '0.0.0.0/0', '::/0', 7])
      expect(withNetworks(['192.0.2.0/24', range]), String(range)).toEqual(['/callbacks/allowedNetworks/1']);
    expect(withNetworks([])).toEqual(['/callbacks/allowedNetworks']);
    expect(withNetworks(undefined, { webAcl: 'yes' })).toEqual(['/callbacks/webAcl']);
  });

  it('[H7-A3] may have plain http for loopback only, and no credentials in a URL', () => {
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

  it('may not name a domain whose certificate is elsewhere, or that is none', () => {
    const withDomain = (domain: object) => faultsOf({ ...good, callbacks: { ...good.callbacks, domain } });
    const { name, certificateArn } = everything.callbacks.domain;
    expect(withDomain({ name, certificateArn })).toEqual([]);
    expect(withDomain({ name, certificateArn: certificateArn.replace('eu-west-3', 'us-east-1') })).toEqual([
      '/callbacks/domain/certificateArn',
    ]);
    expect(withDomain({ name, certificateArn: 'certificate' })).toContain('/callbacks/domain/certificateArn');
    for (const wrong of ['https://customs.example.com', 'customs', 'Customs.example.com', 'a..example.com', '-a.fr'])
      expect(withDomain({ name: wrong, certificateArn }), wrong).toEqual(['/callbacks/domain/name']);
  });

  it('may not name one secret for two purposes, or a retention of logs that CloudWatch does not have', () => {
    const lanes = { 'delta-h7': { ...lane, credentialsSecret: good.callbacks.tokenSecret } };
    expect(faultsOf({ ...good, lanes })).toEqual(['/lanes/delta-h7/credentialsSecret']);
    expect(faultsOf({ ...good, logRetentionDays: 31 })).toEqual(['/logRetentionDays']);
    expect(faultsOf({ ...good, logRetentionDays: 365 })).toEqual([]);
  });

  it("may not have a pause below a minute for customs' own hosts", () => {
    const withPause = (baseUrl: string, pauseSeconds: number) =>
      faultsOf({ ...good, lanes: { 'delta-h7': { ...lane, baseUrl, pauseSeconds } } });
    expect(withPause('https://customs.example', 59)).toEqual(['/lanes/delta-h7/pauseSeconds']);
    expect(withPause('http://127.0.0.1:9000', 1)).toEqual([]);
  });
});
