import type { APIGatewayProxyEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { ContractError } from '../../../functions/receive/answer.ts';
import { readCallback, routeOf } from '../../../functions/receive/callback.ts';
import type { CallbackRoute } from '../../../schemas/catalogue.ts';
import { errorMessage, response, state } from '../../support/messages.ts';

const RESPONSES = '/declarations/{customsDeclarationReference}/reponses';

function event(resource: string, body: unknown, more: Partial<APIGatewayProxyEvent> = {}): APIGatewayProxyEvent {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return {
    resource,
    httpMethod: 'POST',
    pathParameters: { customsDeclarationReference: '2282319' },
    headers: {},
    body: bytes.length > 0 ? bytes.toString('base64') : null,
    isBase64Encoded: true,
    ...more,
  } as APIGatewayProxyEvent;
}

const routed = (given: APIGatewayProxyEvent) => routeOf(given, ['delta-h7']);
const read = (given: APIGatewayProxyEvent) => readCallback(given, routed(given) as CallbackRoute);
const _refusal = (given: APIGatewayProxyEvent) => {
  try {
    read(given);
  } catch (error) {
    if (error instanceof ContractError) return { status: error.status, code: error.code };
    throw error;
  }
  return 'taken';
};

describe('a callback', () => {
  it.each(['', '/dh7'])('[H7-T2] is found by its route under the prefix %j', (prefix) => {
    expect(read(event(`${prefix}${RESPONSES}`, response()))).toMatchObject({
      candidates: [{ message: 'Response_H7' }],
      reference: 'FR26-TEST-1',
      authorityReference: '2282319',
    });
    expect(read(event(`${prefix}/declarations/{customsDeclarationReference}/etats`, state()))).toMatchObject({
      candidates: [{ message: 'State_H7' }],
    });
    expect(read(event(`${prefix}/declarations/erreurs`, errorMessage(), { pathParameters: null }))).toMatchObject({
      candidates: [{ message: 'Error_H7' }],
      authorityReference: undefined,
    });
  });

  it.each([
    ['/dh7//declarations/2282319/reponses', '/dh7/declarations/{customsDeclarationReference}/reponses', '2282319'],
    ['//declarations/2282319/reponses', RESPONSES, '2282319'],
    ['/declarations///2282319/reponses//', RESPONSES, '2282319'],
    [
      '//dh7/declarations/a%2Fb%252Fc%20%C3%A9/etats/',
      '/dh7/declarations/{customsDeclarationReference}/etats',
      'a/b%2Fc é',
    ],
    ['/declarations//%zz/erreurs', '/declarations/{customsDeclarationReference}/erreurs', '%zz'],
    ['/dh7//demandes/D-77/reponses', '/dh7/demandes/{customsRequestReference}/reponses', 'D-77'],
    ['//declarations/erreurs', '/declarations/erreurs', undefined],
  ])('[F16, H7-T2] with too many slashes is found by its path: %s', (path, route, authorityReference) => {
    const given = event('/{proxy+}', errorMessage(), { path, httpMethod: 'POST', pathParameters: { proxy: 'x' } });
    expect(routed(given)?.path).toBe(route);
    expect(read(given)).toMatchObject({ authorityReference });
  });

  it('[F16, H7-C4] whose references are numbers has them as text, digit for digit', () => {
    const body = (lrn: string) =>
      `{"header":{"messageId":71234567890123456789,"lrn":${lrn},"customsDeclarationReference":2282319}}`;
    for (const lrn of ['26', '9007199254740991', '9007199254740993', '1234567890123456789012'])
      expect(read(event(RESPONSES, body(lrn)))).toMatchObject({
        reference: lrn,
        messageId: '71234567890123456789',
        body: body(lrn),
      });
    const request = '{"header":{"messageId":7},"request":{"operatorRequestReference":20261129000000000001}}';
    expect(read(event('/demandes/erreurs', request, { pathParameters: null }))).toMatchObject({
      reference: '20261129000000000001',
      messageId: '7',
    });
  });
});
