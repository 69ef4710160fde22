import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ResponseType, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { describe, expect, it } from 'vitest';
import { ContractResponses, contractResponses } from '../../infra/callbacks/contract-responses.ts';
import { contractStatuses } from '../../schemas/callback-answer.ts';

/** Every kind of error that the CDK knows a REST API to answer by itself. */
const kinds = Object.values(ResponseType)
  .filter((value) => value instanceof ResponseType)
  .map(({ responseType }) => responseType);

function answers(): Record<string, { StatusCode: string; ResponseTemplates: Record<string, string> }> {
  const stack = new Stack(new App(), 'Stack');
  const api = new RestApi(stack, 'Api');
  api.root.addMethod('ANY');
  new ContractResponses(stack, 'ContractResponses', api);
  const resources = Template.fromStack(stack).findResources('AWS::ApiGateway::GatewayResponse');
  return Object.fromEntries(Object.values(resources).map(({ Properties }) => [Properties.ResponseType, Properties]));
}

describe("API Gateway's own errors", () => {
  it("[H7-R1] are each one of the contract's codes in its form", () => {
    const answered = answers();
    expect(kinds.length).toBeGreaterThan(20);
    expect(Object.keys(answered).sort()).toEqual([...kinds].sort());
    for (const [kind, { StatusCode, ResponseTemplates }] of Object.entries(answered)) {
      expect(contractStatuses.map(String), kind).toContain(StatusCode);
      expect(StatusCode, kind).not.toBe('200');
      expect(Object.keys(ResponseTemplates)).toEqual(['application/json']);
      expect(JSON.parse(ResponseTemplates['application/json'] ?? '')).toEqual({
        errorCode: expect.stringMatching(/^[A-Z_]+$/),
        errorDescription: expect.stringMatching(/.{10,}/),
      });
    }
  });

  it('[H7-R1] that may pass by themselves are 500, the only status after which customs sends again', () => {
    const passing = Object.entries(contractResponses).filter(([, { status }]) => status === 500);
    expect(passing.map(([kind]) => kind).sort()).toEqual([
      'API_CONFIGURATION_ERROR',
      'AUTHORIZER_CONFIGURATION_ERROR',
      'AUTHORIZER_FAILURE',
      'DEFAULT_5XX',
      'INTEGRATION_FAILURE',
      'INTEGRATION_TIMEOUT',
      'QUOTA_EXCEEDED',
      'THROTTLED',
    ]);
    expect(contractResponses).toMatchObject({
      ACCESS_DENIED: { status: 401 },
      UNAUTHORIZED: { status: 401 },
      MISSING_AUTHENTICATION_TOKEN: { status: 404 },
      RESOURCE_NOT_FOUND: { status: 404 },
      INVALID_SIGNATURE: { status: 404 },
      REQUEST_TOO_LARGE: { status: 400 },
      DEFAULT_4XX: { status: 400 },
    });
  });
});
