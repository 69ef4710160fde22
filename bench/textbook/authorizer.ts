import { timingSafeEqual } from 'node:crypto';
import type { APIGatewayAuthorizerResult, APIGatewayTokenAuthorizerEvent } from 'aws-lambda';
import { variable } from './environment.ts';
import { secret } from './secret.ts';

/** A TOKEN authorizer: lets customs' bearer token call every method, so that its answer may be kept for all of them. */
export async function handler({
  authorizationToken,
  methodArn,
}: APIGatewayTokenAuthorizerEvent): Promise<APIGatewayAuthorizerResult> {
  const expected = Buffer.from(`Bearer ${await secret(variable('CALLBACK_TOKEN_SECRET'))}`);
  const given = Buffer.from(authorizationToken ?? '');
  const isGood = given.length === expected.length && timingSafeEqual(given, expected);
  const [api, stage] = methodArn.split('/');
  return {
    principalId: 'customs',
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Action: 'execute-api:Invoke', Effect: isGood ? 'Allow' : 'Deny', Resource: `${api}/${stage}/*` }],
    },
  };
}
