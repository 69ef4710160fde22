import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { dynamoDbLedger } from '../../../functions/ledger/dynamodb-ledger.ts';
import { type SecretsManagerStandIn, startSecretsManager } from '../../../local/stand-ins/secrets-manager.ts';
import { ledgerTables } from '../../support/ledger-tables.ts';
import { news } from '../../support/toy/messages.ts';
import { paths } from '../../support/toy/paths.ts';
import { TOY } from '../../support/toy/register.ts';

const SECRET = 'declarant/test/callback-token';
const TOKEN = 'the-token-that-the-authority-was-given';
const key = { authority: TOY, kind: 'declaration', reference: 'L-1' } as const;

const answer = JSON.stringify(news());
const broken = '{"header":';
const right = { Authorization: `Bearer ${TOKEN}` };

/** The deployed receiver, on the stand-ins. */
describe('the receiver', () => {
  const tables = ledgerTables();
  let secrets: SecretsManagerStandIn;
  let tableName: string;
  let handler: (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

  beforeAll(async () => {
    secrets = await startSecretsManager('eu-west-3');
    secrets.create(SECRET, TOKEN);
    tableName = await tables.make();
    const environment = {
      AWS_REGION: 'eu-west-3',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_DYNAMODB: tables.standIn.endpoint,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.endpoint,
      STAGE: 'test',
      LEDGER_TABLE: tableName,
      ARCHIVE_BUCKET: 'archive',
      ARCHIVED_TABLE: 'archived',
      RETENTION_DAYS: '1',
      AUTHORITIES: TOY,
      CALLBACK_TOKEN_SECRET: SECRET,
    };
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    // Its bundle has this in place of the name.
    vi.stubGlobal('FILES_OF_LANES', '{}');
    // Its log is not of interest here.
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    ({ handler } = (await import('../../../functions/receive/handler.ts')) as unknown as { handler: typeof handler });
  });
  afterAll(async () => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    vi.unstubAllGlobals();
    await secrets?.close();
  });

  /** A callback as API Gateway hands it on; of several headers of one name it keeps the last in `headers`. */
  async function call(
    headers: Record<string, string | string[]>,
    body: string,
    resource: string = paths.complaints,
    path = resource.replace(/\{\w+\}/, '77'),
    httpMethod = 'POST',
  ) {
    const lists = Object.entries(headers).map(([name, values]) => [name, [values].flat()] as const);
    const event = {
      resource,
      path,
      httpMethod,
      pathParameters: resource.includes('{') ? { number: '77' } : null,
      headers: Object.fromEntries(lists.map(([name, values]) => [name, values.at(-1)])),
      multiValueHeaders: Object.fromEntries(lists),
      body: Buffer.from(body).toString('base64'),
      isBase64Encoded: true,
      requestContext: { requestId: 'r' },
    } as unknown as APIGatewayProxyEvent;
    const { statusCode } = await handler(event, { awsRequestId: 'r' } as Context);
    return statusCode;
  }
  const NEWS = paths.news;
  const kept = () => dynamoDbLedger({ client: tables.client, tableName, retentionDays: 1 }).records(key);

  it.each([
    ['no token', {}],
    ['a wrong token', { Authorization: 'Bearer wrong' }],
    ['another scheme', { Authorization: `Basic ${TOKEN}` }],
    ['two tokens, the right one first', { Authorization: [`Bearer ${TOKEN}`, 'Bearer wrong'] }],
    ['two tokens, the right one last', { Authorization: ['Bearer wrong', `Bearer ${TOKEN}`] }],
    ['two headers that differ in case', { Authorization: `Bearer ${TOKEN}`, authorization: 'Bearer wrong' }],
  ])('[H7-A4] answers 401 to %s, keeps nothing, and looks at no body before', async (_, headers) => {
    expect(await call(headers, answer, NEWS)).toBe(401);
    expect(await kept()).toEqual([]);
    // A stranger learns nothing about the form of a body.
    for (const body of [broken, '', '[]', '{}']) expect(await call(headers, body, NEWS), body).toBe(401);
  });

  it('[H7-A4] takes a callback with the right token, and says what is wrong with its body only then', async () => {
    expect(await call(right, broken, NEWS)).toBe(400);
    expect(await call(right, answer, NEWS)).toBe(200);
    expect(await kept()).toMatchObject([{ type: 'received', messageId: 's-1' }]);
  });

  describe('what it cannot read', () => {
    const ledger = () => dynamoDbLedger({ client: tables.client, tableName, retentionDays: 1 });
    async function unreadable() {
      const found: [string | undefined, string][] = [];
      const period = { since: '2000', until: '3000', limit: 100 };
      for await (const { route, body } of ledger().unreadable(TOY, period)) found.push([route, body]);
      return found;
    }
    const nowhere = '/{proxy+}';

    it('[H7-A4] is kept only of calls with the right token', async () => {
      const before = await unreadable();
      for (const headers of [{}, { Authorization: 'Bearer wrong' }]) {
        expect(await call(headers, '{"a', NEWS)).toBe(401);
        expect(await call(headers, answer, nowhere, '/toys/1/new')).toBe(404);
      }
      expect(await unreadable()).toEqual(before);
    });

    it('[H7-R2] is kept before it is refused, once, and so is what came to a URL that is none', async () => {
      for (let time = 0; time < 2; time += 1) {
        expect(await call(right, '{"b', NEWS)).toBe(400);
        expect(await call(right, answer, nowhere, '/toys/1/new')).toBe(404);
      }
      const found = await unreadable();
      expect(found.filter(([, body]) => body === '{"b')).toEqual([['/toys/77/news', '{"b']]);
      expect(found.filter(([, body]) => body === answer)).toEqual([['/toys/1/new', answer]]);
    });

    it('[H7-R2] is kept, too, where it came by another method, with the right token and a body', async () => {
      const [put, path] = ['{"put":1}', '/toys/77/news'];
      expect(await call({}, put, nowhere, path, 'PUT')).toBe(404);
      expect((await unreadable()).filter(([, body]) => body === put)).toEqual([]);
      expect(await call(right, put, nowhere, path, 'PUT')).toBe(404);
      expect((await unreadable()).filter(([, body]) => body === put)).toEqual([[path, put]]);
      const before = await unreadable();
      expect(await call(right, '', nowhere, path, 'GET')).toBe(404);
      expect(await unreadable()).toEqual(before);
    });

    it('[H7-R2] is answered 500 where it cannot be kept: it comes again', async () => {
      vi.spyOn(DynamoDBDocumentClient.prototype, 'send').mockRejectedValue(new Error('no table'));
      expect(await call(right, '{"c', NEWS)).toBe(500);
      expect(await call(right, answer, nowhere, '/toys/2/new')).toBe(500);
      vi.mocked(DynamoDBDocumentClient.prototype.send).mockRestore();
      expect(await call(right, '{"c', NEWS)).toBe(400);
    });
  });

  it('[F16, H7-T2] takes a callback whose URL has too many slashes', async () => {
    const late = JSON.stringify(news({ messageId: 's-2' }));
    expect(await call(right, late, '/{proxy+}', '/toymaker//toys/77/news/')).toBe(200);
    expect(await kept()).toMatchObject([{ messageId: 's-1' }, { messageId: 's-2', pathReference: '77' }]);
  });
});
