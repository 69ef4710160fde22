import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SNSClient } from '@aws-sdk/client-sns';
import { afterEach, expect, it } from 'vitest';
import { alarmCheck } from '../../desk/doctor/alarms.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { TOY } from '../support/toy/register.ts';
import { connectionOf } from './support/connection.ts';

const { installation } = connectionOf(TOY);
const arn = `arn:aws:sns:eu-west-3:123456789012:${resourceNames(installation.stage).alarms}`;
const confirmed = (name: string) => `${arn}:${name}`;

let stop = async () => {};
afterEach(() => stop());

/** SNS as AWS answers: what is not confirmed has no ARN, which the stand-in gives all the same. */
async function sns(subscribers: Record<string, string>, topic = arn): Promise<SNSClient> {
  const members = Object.entries(subscribers).map(
    ([endpoint, subscription]) =>
      `<member><Protocol>email</Protocol><Endpoint>${endpoint}</Endpoint><SubscriptionArn>${subscription}</SubscriptionArn></member>`,
  );
  const answers: Record<string, string> = {
    ListTopics: `<Topics><member><TopicArn>${topic}</TopicArn></member></Topics>`,
    ListSubscriptionsByTopic: `<Subscriptions>${members.join('')}</Subscriptions>`,
  };
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const action = new URLSearchParams(body).get('Action') ?? '';
    const result = `<${action}Result>${answers[action]}</${action}Result>`;
    response.end(`<${action}Response xmlns="http://sns.amazonaws.com/doc/2010-03-31/">${result}</${action}Response>`);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = new SNSClient({
    region: 'eu-west-3',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'operator', secretAccessKey: 'operator' },
  });
  stop = async () => {
    client.destroy();
    server.closeAllConnections();
    await once(server.close(), 'close');
  };
  return client;
}

async function found(client: SNSClient, emails: string[], isLocal = false) {
  const alarms = { emails } as unknown as Parameters<typeof alarmCheck>[1]['alarms'];
  return alarmCheck({ ...installation, isLocal, sns: async () => client }, { alarms });
}

it('is ok if every address has confirmed', async () => {
  const client = await sns({ 'a@x.example': confirmed('1'), 'b@x.example': confirmed('2') });
  expect(await found(client, ['a@x.example'])).toMatchObject({ verdict: 'ok', says: '2 subscribers hear of them' });
});

it('names the addresses that have not confirmed', async () => {
  const client = await sns({ 'a@x.example': confirmed('1'), 'b@x.example': 'PendingConfirmation' });
  const finding = await found(client, ['a@x.example', 'b@x.example']);
  expect(finding).toMatchObject({ verdict: 'warning', says: 'b@x.example has not confirmed, and hears of none' });
  expect(finding.remedy).toContain('follow the link');
});

it('names the configured addresses that were not deployed or have unsubscribed', async () => {
  const client = await sns({ 'a@x.example': confirmed('1'), 'b@x.example': 'Deleted' });
  const finding = await found(client, ['a@x.example', 'c@x.example']);
  expect(finding).toMatchObject({ verdict: 'warning', says: 'c@x.example would hear of none' });
});

it('warns if nobody is subscribed, but not of a gateway on this machine', async () => {
  expect(await found(await sns({}), [])).toMatchObject({ verdict: 'warning', says: 'nobody hears of them' });
  await stop();
  expect(await found(await sns({}), [], true)).toMatchObject({ verdict: 'ok' });
});

it('is a fault if there is no topic', async () => {
  expect(await found(await sns({}, `${arn}-of-another`), [])).toMatchObject({ verdict: 'fault' });
});
