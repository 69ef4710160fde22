import type { APIGatewayProxyEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { ContractError, errorAnswer } from '../../../functions/receive/answer.ts';
import { readCallback, routeOf } from '../../../functions/receive/callback.ts';
import type { CallbackRoute } from '../../../schemas/catalogue.ts';
import { complaint, news } from '../../support/toy/messages.ts';
import { paths } from '../../support/toy/paths.ts';
import { TOY } from '../../support/toy/register.ts';

function event(resource: string, body: unknown, more: Partial<APIGatewayProxyEvent> = {}): APIGatewayProxyEvent {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return {
    resource,
    httpMethod: 'POST',
    pathParameters: { number: '77' },
    headers: {},
    body: bytes.length > 0 ? bytes.toString('base64') : null,
    isBase64Encoded: true,
    ...more,
  } as APIGatewayProxyEvent;
}

const routed = (given: APIGatewayProxyEvent) => routeOf(given, [TOY]);
const read = (given: APIGatewayProxyEvent) => readCallback(given, routed(given) as CallbackRoute);
const refusal = (given: APIGatewayProxyEvent) => {
  try {
    read(given);
  } catch (error) {
    if (error instanceof ContractError) return { status: error.status, code: error.code };
    throw error;
  }
  return 'taken';
};

describe('a callback', () => {
  it.each(['', '/toymaker'])('is found by its route under the prefix %j', (prefix) => {
    expect(read(event(`${prefix}${paths.news}`, news()))).toMatchObject({
      candidates: [{ message: 'News' }],
      reference: 'L-1',
      authorityReference: '77',
    });
    const ofRequest = { pathParameters: { requestNumber: 'D-77' } };
    expect(read(event(`${prefix}${paths.decisions}`, { header: { messageId: 'm' } }, ofRequest))).toMatchObject({
      candidates: [{ message: 'Recalled' }, { message: 'Changed' }],
    });
    expect(read(event(`${prefix}${paths.complaints}`, complaint(), { pathParameters: null }))).toMatchObject({
      candidates: [{ message: 'Complaint' }],
      authorityReference: undefined,
    });
  });

  it('on any other route or with another method is none', () => {
    expect(routed(event('/{proxy+}', news()))).toBeUndefined();
    expect(routed(event(paths.news, news(), { httpMethod: 'GET' }))).toBeUndefined();
    for (const path of ['/', '//', '/toys/77', '/toys/1/2/news', '/toys//news', '/Toymaker/x'])
      expect(routed(event('/{proxy+}', news(), { path })), path).toBeUndefined();
  });

  it.each([
    ['/toymaker//toys/77/news', `/toymaker${paths.news}`, '77'],
    ['//toys/77/news', paths.news, '77'],
    ['/toys///77/news//', paths.news, '77'],
    ['//toymaker/toys/a%2Fb%252Fc%20%C3%A9/news/', `/toymaker${paths.news}`, 'a/b%2Fc é'],
    ['/toys//%zz/complaints', paths.hurryComplaints, '%zz'],
    ['/toymaker//requests/D-77/decision', `/toymaker${paths.decisions}`, 'D-77'],
    ['//complaints', paths.complaints, undefined],
  ])('[F16] with too many slashes is found by its path: %s', (path, route, authorityReference) => {
    const given = event('/{proxy+}', complaint(), { path, httpMethod: 'POST', pathParameters: { proxy: 'x' } });
    expect(routed(given)?.path).toBe(route);
    expect(read(given)).toMatchObject({ authorityReference });
  });

  it('[H7-T3] that is not UTF-8 JSON is 400', () => {
    const latin1 = Buffer.from(JSON.stringify({ ...news(), note: 'déclaré' }), 'latin1');
    expect(refusal(event(paths.news, latin1))).toEqual({ status: 400, code: 'NOT_UTF8' });
    expect(refusal(event(paths.news, '{"header":'))).toEqual({ status: 400, code: 'NOT_JSON' });
    expect(refusal(event(paths.news, ''))).toEqual({ status: 400, code: 'EMPTY' });
    expect(read(event(paths.news, { ...news(), note: 'déclaré' })).body).toContain('déclaré');
  });

  it('[H7-T3] whose frame is incomplete is 400', () => {
    for (const body of [
      '[]',
      '7',
      'null',
      '"x"',
      '{}',
      '{"header":{}}',
      '{"header":{"messageId":""}}',
      '{"header":{"messageId":true}}',
    ]) {
      const code = body.startsWith('{') ? 'NO_MESSAGE_ID' : 'NOT_AN_OBJECT';
      expect(refusal(event(paths.news, body)), body).toEqual({ status: 400, code });
    }
  });

  it('has its id where its contract says, and is refused without it', () => {
    const said = (body: object | string) => event(paths.told, body, { pathParameters: null });
    expect(read(said({ answer: 'a-1', toys: [] }))).toMatchObject({ messageId: 'a-1', kind: 'consultation' });
    expect(() => read(said({ header: { messageId: 'a-1' }, toys: [] }))).toThrow('The message has no answer');
    expect(refusal(said('{"answer":"a-1","answer":"a-2"}'))).toEqual({ status: 400, code: 'TWICE' });
  });

  it('[F16] whose references are numbers has them as text, digit for digit', () => {
    const body = (id: string) => `{"header":{"messageId":71234567890123456789},"id":${id},"number":77}`;
    for (const id of ['26', '9007199254740991', '9007199254740993', '1234567890123456789012'])
      expect(read(event(paths.news, body(id)))).toMatchObject({
        reference: id,
        messageId: '71234567890123456789',
        body: body(id),
      });
    const request = '{"header":{"messageId":7},"request":20261129000000000001}';
    expect(read(event(paths.requestComplaints, request, { pathParameters: null }))).toMatchObject({
      reference: '20261129000000000001',
      messageId: '7',
    });
  });

  it('is found by the reference in its path where it names none itself', () => {
    expect(read(event(paths.news, { header: { messageId: 'm' } }))).toMatchObject({
      reference: undefined,
      authorityReference: '77',
    });
  });
});

describe('an error that leaves', () => {
  it("[H7-R1] has the contract's form, and tells nothing of what went wrong inside", () => {
    expect(
      errorAnswer(new ContractError({ status: 401, code: 'UNAUTHORISED', description: 'wrong token' })),
    ).toMatchObject({
      statusCode: 401,
      body: JSON.stringify({ errorCode: 'UNAUTHORISED', errorDescription: 'wrong token' }),
    });
    const inside = errorAnswer(new Error('table declarant-prod-ledger is on fire'));
    expect(inside.statusCode).toBe(500);
    expect(Object.keys(JSON.parse(inside.body))).toEqual(['errorCode', 'errorDescription']);
    expect(inside.body).not.toContain('ledger');
  });
});
