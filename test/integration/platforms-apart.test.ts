import { PassThrough } from 'node:stream';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { redrive } from '../../desk/commands/redrive.ts';
import { terminal } from '../../desk/terminal/terminal.ts';
import { dynamoDbRedrives } from '../../functions/outbox/redrives.ts';
import type { Outcome } from '../../schemas/outcome.ts';
import type { ShownFiling as Filing } from '../../schemas/shown-filing.ts';
import { connectionOf } from '../desk/support/connection.ts';
import { clientOf } from '../support/dynamodb.ts';
import { type Machine, startMachine } from '../support/machine.ts';
import { creation, submissionOf } from '../support/messages.ts';

const OWN = 'AROASHOPBSENDER';
const OTHER = 'AROASOMEBODYELSE';

/** The functions from their template, with queues that name the sender of a message. */
describe('platforms that are apart', { timeout: 120_000 }, () => {
  let machine: Machine;
  const clients: SQSClient[] = [];

  beforeAll(async () => {
    machine = await startMachine({ platforms: ['shop-a', { name: 'shop.b', senders: [OWN] }] });
  }, 120_000);
  afterAll(async () => {
    for (const client of clients) client.destroy();
    await machine?.stop();
  });

  const outbox = () => machine.gateway.ready.queues['delta-h7']?.outbox as string;
  const signedBy = (accessKeyId: string) => {
    const { endpoints, region } = machine.gateway.ready;
    const credentials = { accessKeyId, secretAccessKey: 'x' };
    const client = new SQSClient({ endpoint: endpoints.sqs, region, credentials });
    clients.push(client);
    return client;
  };
  const put = (accessKeyId: string, MessageBody: string, MessageGroupId?: string) =>
    signedBy(accessKeyId).send(
      new SendMessageCommand({ QueueUrl: outbox(), MessageBody, ...(MessageGroupId && { MessageGroupId }) }),
    );
  const until = (lrn: string, wanted: (filing: Filing) => boolean) => machine.until(lrn, wanted);
  const isAnswered = ({ status }: Filing) => status === 'answered';
  const logged = (event: string) =>
    machine.logs.filter((line) => line.includes(`"event":"${event}"`)).map((line) => JSON.parse(line));
  const heard = new Map<string, Outcome[]>();
  /** Waits for a wanted outcome in a platform's own queue; returns all wanted ones that it got so far. */
  const hears = (platform: string, wanted: (outcome: Outcome) => boolean) =>
    vi.waitUntil(
      async () => {
        const all = [...(heard.get(platform) ?? []), ...(await machine.outcomesFor(platform))];
        heard.set(platform, all);
        const found = all.filter(wanted);
        return found.length > 0 && found;
      },
      { timeout: 60_000, interval: 100 },
    );
  const from = (platform: string, payload: unknown, message?: string) =>
    submissionOf(payload, { platform, ...(message && { message }) });

  it('[F33] tell the second one of a reference that it is taken, and nothing else', async () => {
    await put(OTHER, from('shop-a', creation('TAKEN')));
    await until('TAKEN', isAnswered);
    await put(OWN, from('shop.b', creation('TAKEN')));
    const [told] = await hears('shop.b', ({ reference }) => reference === 'TAKEN');
    expect(told).toEqual({
      id: expect.stringMatching(/^duplicate\//),
      at: expect.any(String),
      outcome: 'duplicate',
      authority: 'delta-h7',
      message: 'Creation_H7',
      messageId: null,
      reference: 'TAKEN',
      kind: 'declaration',
      platform: 'shop.b',
    });
    expect(await machine.filing('TAKEN')).toMatchObject({ platform: 'shop-a', status: 'answered' });
  });

  it('have their submissions counted that come without their group, and no others', async () => {
    const counted = () =>
      logged('submission.ungrouped').map(({ authority, count, platforms }) => [authority, count, platforms]);
    const before = counted().length;
    await put(OTHER, from('shop-a', creation('GROUPED')), 'shop-a');
    await until('GROUPED', isAnswered);
    expect(counted()).toHaveLength(before);
    await put(OTHER, from('shop-a', creation('UNGROUPED')));
    await until('UNGROUPED', isAnswered);
    expect(counted().slice(before)).toEqual([['delta-h7', 1, ['shop-a']]]);
  });

  it('[F33] ask nothing about what another filed', async () => {
    await put(OTHER, from('shop-a', creation('ANOTHERS')));
    await until('ANOTHERS', isAnswered);
    const request = { header: { operatorRequestReference: 'REQ-B', invalidationMotivation: 'a mistake' } };
    await put(OWN, from('shop.b', { ...request, declarations: [{ lrn: 'ANOTHERS' }] }, 'Request_Invalidation_H7'));
    await put(OWN, from('shop.b', { header: { lrn: 'ANOTHERS' } }, 'Validation_H7'));
    const refused = await vi.waitUntil(
      async () => {
        const found = await hears(
          'shop.b',
          ({ outcome, message }) => outcome === 'refused' && message !== 'Creation_H7',
        );
        return found.length >= 2 && found;
      },
      { timeout: 60_000 },
    );
    const fault = {
      rule: 'a declaration of the platform that submits this',
      found: 'one that is not',
      remedy: 'give one of your own',
    };
    expect(Object.fromEntries(refused.map(({ message, faults }) => [message, faults]))).toEqual({
      Request_Invalidation_H7: [{ pointer: '/payload/declarations/0/lrn', ...fault }],
      Validation_H7: [{ pointer: '/payload/header/lrn', ...fault }],
    });
    expect(await machine.filing('ANOTHERS')).toMatchObject({ platform: 'shop-a', status: 'answered', errors: [] });
    expect(JSON.stringify(refused)).not.toMatch(/shop-a|validated|FR.{0,4}2282319/);
  });

  it('[F33] are told of what an operator sends in their place, who may ask about all', async () => {
    await put(OTHER, from('shop-a', creation('ASKED', 'D')));
    await until('ASKED', ({ state }) => state === 'anticipated');
    await put('AIDAOPERATOR', from('desk', { header: { lrn: 'ASKED' } }, 'Validation_H7'));
    await until('ASKED', ({ mrn }) => mrn !== null);
    const [told] = await hears('shop-a', ({ reference, mrn }) => reference === 'ASKED' && typeof mrn === 'string');
    expect(told).toMatchObject({ platform: 'shop-a', mrn: expect.any(String) });
    expect(logged('submission.unknown-platform').filter(({ platform }) => platform === 'desk')).toEqual([]);
  });

  it('refuse a submission under the name of one that has senders from anybody else, and tell it', async () => {
    await put(`${OWN}:session`, from('shop.b', creation('OWN-WORD')));
    await until('OWN-WORD', isAnswered);
    for (const lrn of ['OWN-WORD', 'FORGED-NAME']) await put(OTHER, from('shop.b', creation(lrn, 'D')));
    for (const lrn of ['OWN-WORD', 'FORGED-NAME']) {
      const [told] = await hears('shop.b', ({ outcome, reference }) => outcome === 'refused' && reference === lrn);
      expect(told?.faults).toEqual([
        expect.objectContaining({ pointer: '/platform', found: 'a sender that is none of them' }),
      ]);
    }
    expect(await machine.filing('OWN-WORD')).toMatchObject({ status: 'answered', errors: [] });
    expect(await machine.filing('FORGED-NAME')).toMatchObject({ status: 'refused' });
    expect(logged('submission.wrong-sender')).toContainEqual(
      expect.objectContaining({ platform: 'shop.b', reference: 'FORGED-NAME', sender: OTHER }),
    );
    // The same text from the platform itself is filed.
    await put(OWN, from('shop.b', creation('FORGED-NAME', 'D')));
    await until('FORGED-NAME', isAnswered);
  });

  it('do not let a sender of a platform claim to be an operator', async () => {
    await put(OWN, from('desk', creation('NO-OPERATOR')));
    expect(await until('NO-OPERATOR', ({ status }) => status === 'refused')).toMatchObject({
      errors: [{ errorPointer: '/platform', errorDescription: expect.stringMatching(/name of the operators/) }],
    });
  });

  it('[F29] file a submission of a platform that is not configured, and say so', async () => {
    await put(OTHER, from('shop-c', creation('NOBODYS')));
    await until('NOBODYS', isAnswered);
    expect(logged('submission.unknown-platform')).toEqual([
      expect.objectContaining({ platform: 'shop-c', reference: 'NOBODYS', authority: 'delta-h7' }),
    ]);
  });

  it('take up what waits by pointers of the gateway itself, and of nobody else', async () => {
    const pointer = {
      authority: 'delta-h7',
      kind: 'declaration',
      reference: 'WAITS',
      message: 'Creation_H7',
      attempt: 1,
    };
    machine.customs.misbehave({ kind: 'http-500', times: 1 });
    await put(OTHER, from('shop-a', creation('WAITS')));
    await until('WAITS', ({ status }) => status === 'waiting');
    await put(OTHER, JSON.stringify({ resume: pointer }));
    await vi.waitUntil(() => logged('pointer.refused').length > 0, { timeout: 60_000 });
    expect(logged('pointer.refused')).toMatchObject([{ sender: OTHER }]);
    await vi.waitUntil(
      async () => {
        await machine.housekeep();
        return isAnswered(await machine.filing('WAITS'));
      },
      { timeout: 60_000, interval: 500 },
    );
    expect(logged('pointer.refused')).toHaveLength(1);
  });

  it('have their dead letters put back under the operator’s own name', async () => {
    const { endpoints, region, table, queues } = machine.gateway.ready;
    const deadLetters = queues['delta-h7']?.deadLetters as string;
    const dynamodb = clientOf({ endpoint: endpoints.dynamodb, region });
    const gateway = {
      ...connectionOf('delta-h7'),
      ledger: async () => machine.ledger,
      queues: async () => signedBy('AIDAOPERATOR'),
      redrives: async () => dynamoDbRedrives(dynamodb, table),
      outbox: async () => outbox(),
      deadLetters: async () => deadLetters,
    };
    const land = (accessKeyId: string, MessageBody: string) =>
      signedBy(accessKeyId).send(new SendMessageCommand({ QueueUrl: deadLetters, MessageBody }));
    await land(OWN, from('shop.b', creation('PUT-BACK')));
    await land(OTHER, from('shop.b', creation('FORGED-LETTER')));
    const options = { lane: 'delta-h7', limit: undefined, dryRun: false, json: true };
    const nowhere = Object.assign(new PassThrough().resume(), { isTTY: false, columns: 80 });
    expect(await redrive(options, () => gateway, terminal(nowhere, nowhere, {}))).toBe(0);
    await until('PUT-BACK', isAnswered);
    await until('FORGED-LETTER', ({ status }) => status === 'refused');
    const left = await signedBy(OWN).send(new ReceiveMessageCommand({ QueueUrl: deadLetters }));
    expect(left.Messages ?? []).toEqual([]);
    dynamodb.destroy();
  });
});
