import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { deployment, everything, example, jsonOf, plain, synthesized } from './support/synthesized.ts';

const callbacks = { ...example.callbacks, domain: everything.callbacks.domain };

describe("a domain of the operator's own", () => {
  const { gateway: template } = synthesized({ callbacks });

  it('[H7-A3] is served over TLS 1.2 or newer, and by its certificate', () => {
    template.hasResourceProperties('AWS::ApiGateway::DomainName', {
      DomainName: 'customs.example.com',
      RegionalCertificateArn: callbacks.domain.certificateArn,
      EndpointConfiguration: { Types: ['REGIONAL'] },
      SecurityPolicy: 'TLS_1_2',
    });
  });

  it('leads to the callbacks, and is the only way to the API', () => {
    template.hasResourceProperties('AWS::ApiGateway::BasePathMapping', {
      BasePath: Match.absent(),
      DomainName: { Ref: Match.stringLikeRegexp('^CallbacksDomain') },
      RestApiId: { Ref: Match.stringLikeRegexp('^CallbacksApi') },
      Stage: { Ref: Match.stringLikeRegexp('^CallbacksApiDeploymentStage') },
    });
    template.hasResourceProperties('AWS::ApiGateway::RestApi', { DisableExecuteApiEndpoint: true });
    template.hasResourceProperties('AWS::SSM::Parameter', {
      Name: '/declarant/prod/callback-url',
      Value: 'https://customs.example.com',
    });
  });

  it('is an output with its target for the DNS, and the only URL among the outputs', () => {
    const outputs = Object.values(jsonOf(deployment({ callbacks }).gateway).Outputs ?? {}).map(({ Value }) => Value);
    expect(outputs.map((value) => plain(value).replace(/<\w+\./, '<')).sort()).toEqual([
      '<RegionalDomainName>',
      'https://customs.example.com',
    ]);
  });

  it('is optional', () => {
    const { gateway } = synthesized();
    gateway.resourceCountIs('AWS::ApiGateway::DomainName', 0);
    gateway.hasResourceProperties('AWS::ApiGateway::RestApi', { DisableExecuteApiEndpoint: false });
  });
});
