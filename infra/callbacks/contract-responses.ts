import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import { type Refusal, refusalBody, refusals } from '../../schemas/callback-answer.ts';

/** The kinds of errors that a REST API returns by itself. */
export type GatewayErrorName = Exclude<keyof typeof ResponseType, 'of' | 'prototype'>;

const { technical, unauthorised, unknownUrl, tooLarge } = refusals;
const malformed: Refusal = {
  status: 400,
  code: 'MALFORMED',
  description: 'The call is not in the form of the contract: correct it before it is sent again',
};

/**
 * [H7-R1] The contract's response for each error of API Gateway's own. An authority sends again only after a 500, so
 * every error that may pass by itself (throttled, late, failed) becomes one; an error that stays until somebody
 * corrects it does not. Each kind has its own status, and none is left to the two defaults, which are for kinds that
 * AWS may add.
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
  // AWS takes a call without a route for a call of its own API with a missing or wrong signature.
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

/** Gives the API's own errors the contract's form. */
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
