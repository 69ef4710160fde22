import { gzipSync } from 'node:zlib';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { dynamoDbLedger } from '../../../functions/ledger/dynamodb-ledger.ts';
import type { UnreadableRecord } from '../../../functions/ledger/records.ts';
import { ContractError } from '../../../functions/receive/answer.ts';
import { readCallback, routeOf } from '../../../functions/receive/callback.ts';
import { keepUnreadable } from '../../../functions/receive/keep-unreadable.ts';
import { messageLimits } from '../../../schemas/message-limits.ts';
import { ledgerTables } from '../../support/ledger-tables.ts';
import { news } from '../../support/toy/messages.ts';
import { paths } from '../../support/toy/paths.ts';
import { TOY } from '../../support/toy/register.ts';

const NOW = '2026-11-29T10:00:00.000Z';

const eventOf = (body: Buffer | string, path = '/toys/77/news', resource: string = paths.news) =>
  ({
    ...{ resource, path, httpMethod: 'POST', headers: {}, isBase64Encoded: true },
    pathParameters: { number: '77' },
    body: Buffer.from(body).toString('base64'),
  }) as unknown as APIGatewayProxyEvent;

describe('a call that is refused though its token is right', () => {
  const tables = ledgerTables();

  async function kept(...events: APIGatewayProxyEvent[]) {
    const ledger = dynamoDbLedger({ client: tables.client, tableName: await tables.make(), retentionDays: 1 });
    const problems: unknown[] = [];
    const telemetry = { event() {}, problem: (name: string, fields: object) => problems.push([name, fields]) };
    for (const [index, event] of events.entries()) {
      const route = routeOf(event, [TOY]);
      const now = () => new Date(Date.parse(NOW) + index * 1000);
      let refusal = new ContractError({
        status: 404,
        code: 'UNKNOWN_URL',
        description: 'There is no such URL: correct the one that is called',
      });
      try {
        if (route) readCallback(event, route);
      } catch (error) {
        refusal = error as ContractError;
      }
      await keepUnreadable(event, refusal, TOY, route, { ledger, telemetry, now });
    }
    const records: UnreadableRecord[] = [];
    const period = { since: '2026-11-29', until: '2026-11-30', limit: 100 };
    for await (const one of ledger.unreadable(TOY, period)) records.push(one);
    return { records, problems };
  }

  it.each([
    ['that is no JSON', '{"header":', 'The message is not JSON'],
    ['with a byte order mark and no JSON', '\ufeff<xml/>', 'The message is not JSON'],
    ['without messageId', '{"header":{}}', 'The message has no header.messageId'],
    ['that has its frame twice', '{"header":{"messageId":"1","messageId":"2"}}', 'header.messageId more than once'],
    ['that is too deep', '['.repeat(100), 'nested more than 64 deep'],
    ['that is empty', '', 'The message is empty'],
    ['with a long reference', JSON.stringify(news({ id: 'x'.repeat(101) })), 'more than 100 characters'],
  ])('[H7-R2, F12] is kept: one %s', async (_, body, why) => {
    const { records, problems } = await kept(eventOf(body), eventOf(body));
    expect(records).toEqual([
      {
        ...{ type: 'unreadable', from: 'callback', at: NOW, id: expect.any(String), platform: null },
        ...{ message: 'News', route: '/toys/77/news' },
        ...{ body, bytes: Buffer.byteLength(body) },
        faults: [expect.objectContaining({ rule: expect.stringContaining(why) })],
      },
    ]);
    expect(problems).toEqual([['callback.unreadable', expect.objectContaining({ authority: TOY, route: paths.news })]]);
  });

  it('[H7-T3] is kept byte for byte where it is not UTF-8', async () => {
    for (const bytes of [Buffer.from('{"name":"Société"}', 'latin1'), gzipSync('{}')]) {
      const { records } = await kept(eventOf(bytes));
      expect(records[0]?.faults[0]?.found).toContain('kept as ISO-8859-1');
      expect(Buffer.from(records[0]?.body ?? '', 'latin1')).toEqual(bytes);
    }
  });

  it('is kept as far as a callback may be large, with how large it was', async () => {
    const body = `{"a":"${'€'.repeat(1_500_000)}`;
    const { records } = await kept(eventOf(body));
    const kept1 = records[0]?.body ?? '';
    expect(records).toMatchObject([{ bytes: Buffer.byteLength(body) }]);
    expect(body.startsWith(kept1)).toBe(true);
    expect(Buffer.byteLength(kept1)).toBeGreaterThan(messageLimits.bytes - 3);
    expect(records[0]?.faults[0]?.found).toContain(`of which the first ${messageLimits.bytes} are kept`);
  });

  it('is kept with the path that it came to, where that is none', async () => {
    const long = `/toys/1/new${'s'.repeat(4000)}`;
    const { records } = await kept(
      eventOf(JSON.stringify(news()), '/toys/1/new', '/{proxy+}'),
      eventOf(JSON.stringify(news()), long, '/{proxy+}'),
    );
    expect(records.map(({ route, message }) => [route?.slice(0, 14), message]).sort()).toEqual([
      ['/toys/1/new', null],
      ['/toys/1/newsss', null],
    ]);
    for (const { route } of records) expect(route?.length).toBeLessThanOrEqual(300);
  });
});
