import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import { type Refusal, refusalBody, refusals } from '../../schemas/callback-answer.ts';

/** The kinds of error that a REST API answers by itself. */
export type GatewayErrorName = Exclude<keyof typeof ResponseType, 'of' | 'prototype'>;

const { technical, unauthorised, unknownUrl, tooLarge } = refusals;
const malformed: Refusal = {
  status: 400,
  code: 'MALFORMED',
  description: 'The call is not in the form of the contract: correct it before it is sent again',
};

/**
 * [H7-R1] What each error of API Gateway's own becomes. An authority sends again only after a 500, so
 * whatever may pass by itself (throttled, late, failed) is one; what stays wrong until somebody
 * corrects it is not. Statuses stand here for each kind, never left to the two defaults, which are
 * for kinds that AWS has yet to think of.
 */
export const contractResponses: Record<GatewayErrorName, Refusal> = {
  THROTTLED: technical,
  QUOTA_EXCEEDED: technical,
  INTEGRATION_FAILURE: technical,
  INTEGRATION_TIMEOUT: technical,
  API_CONFIGURATION_ERROR: technical,
  AUTHORIZER_FAILURE: technical,
  AUTHORIZER_CONFIGURATION_ERROR: technical,
  DEFAULT_5XX: technical,

  ACCESS_DENIED: unauthorised,
  UNAUTHORIZED: unauthorised,
  INVALID_API_KEY: unauthorised,
  EXPIRED_TOKEN: unauthorised,
  // AWS takes a call without a route for one of its own API, whose signature is then missing or wrong.
  INVALID_SIGNATURE: unknownUrl,
  MISSING_AUTHENTICATION_TOKEN: unknownUrl,
  RESOURCE_NOT_FOUND: unknownUrl,

  REQUEST_TOO_LARGE: tooLarge,
  BAD_REQUEST_BODY: malformed,
  BAD_REQUEST_PARAMETERS: malformed,
  UNSUPPORTED_MEDIA_TYPE: malformed,
  WAF_FILTERED: malformed,
  DEFAULT_4XX: malformed,
};

/** Gives an API's own errors the form of the contract. */
export class ContractResponses extends Construct {
  constructor(scope: Construct, id: string, api: RestApi) {
    super(scope, id);
    for (const [name, refusal] of Object.entries(contractResponses)) {
      api.addGatewayResponse(name, {
        type: ResponseType.of(name),
        statusCode: String(refusal.status),
        responseHeaders: { 'Cache-Control': "'no-store'" },
        templates: { 'application/json': refusalBody(refusal) },
      });
    }
  }
}
