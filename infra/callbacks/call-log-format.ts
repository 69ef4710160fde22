import { AccessLogField, AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';

/**
 * A line of JSON for each call of the API: who called, what the call got, and why the API itself refused it. No header
 * and no body is in it, so that no token and no declaration is.
 */
export const callLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    at: AccessLogField.contextRequestTime(),
    requestId: AccessLogField.contextRequestId(),
    address: AccessLogField.contextIdentitySourceIp(),
    method: AccessLogField.contextHttpMethod(),
    route: AccessLogField.contextResourcePath(),
    path: AccessLogField.contextPath(),
    status: AccessLogField.contextStatus(),
    refusal: AccessLogField.contextErrorResponseType(),
    firewall: AccessLogField.contextWafStatus(),
    milliseconds: AccessLogField.contextResponseLatency(),
  }),
);
