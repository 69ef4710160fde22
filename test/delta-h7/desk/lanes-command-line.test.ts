import { userInfo } from 'node:os';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LaneStatus } from '../../../desk/lanes/lane-status.ts';
import { dynamoDbActions, type PersonAction } from '../../../functions/ledger/actions.ts';
import { declarant } from '../../desk/support/cli.ts';
import { type MachineWithDesk, startMachineWithDesk } from '../../desk/support/machine-with-desk.ts';
import { clientOf } from '../../support/dynamodb.ts';
import { CALLER, type Identity, startIdentity } from '../../support/identity.ts';
import type { Machine } from '../../support/machine.ts';
import { creation, submissionOf } from '../../support/messages.ts';

let withDesk: MachineWithDesk;
let machine: Machine;
let identity: Identity;
beforeAll(async () => {
  identity = await startIdentity();
  withDesk = await startMachineWithDesk();
  machine = withDesk.machine;
});
afterAll(async () => {
  await withDesk?.stop();
  await identity?.close();
});

const run = (...argv: string[]) => withDesk.run(...argv);
/** The environment of an operator's shell at a deployed gateway, with AWS on this machine. */
const deployed = (...argv: string[]) => {
  const { sqs, sns, dynamodb } = machine.gateway.ready.endpoints;
  return declarant(withDesk.cwd, [...argv, '--config', machine.configFile], '', {
    AWS_ACCESS_KEY_ID: 'operator',
    AWS_SECRET_ACCESS_KEY: 'operator',
    AWS_ENDPOINT_URL_SQS: sqs,
    AWS_ENDPOINT_URL_SNS: sns,
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb,
    AWS_ENDPOINT_URL_STS: identity.endpoint,
  });
};
const laneNow = async () => (JSON.parse((await run('lanes', '--json')).out) as LaneStatus[])[0];
const callsFor = (lrn: string) => machine.customs.received.filter((call) => call.lrn === lrn);

/** Lets the minute pass after which parked messages are looked at again. */
async function minuteLater() {
  for await (const waiting of machine.ledger.due('delta-h7', '9', 'lane'))
    await machine.ledger.defer(waiting, new Date().toISOString());
  await machine.housekeep();
}

describe('the commands on lanes', { timeout: 60_000 }, () => {
  it('[H7-S6] pause a lane for maintenance: its submissions wait, and go once it is resumed', async () => {
    const paused = await run('pause', 'delta-h7', '--reason', 'maintenance tonight');
    expect(paused).toMatchObject({ code: 0, err: '' });
    const again = await run('pause', 'delta-h7', '--reason', 'twice');
    expect([again.code, again.out]).toEqual([1, '']);
    expect(again.err).toMatch(/^delta-h7 is paused already, since .*: maintenance tonight\n$/);

    await machine.submit(submissionOf(creation('PAUSED-1')));
    const waiting = await machine.until('PAUSED-1', ({ status }) => status === 'waiting');
    expect(waiting.errors).toEqual([{ errorDescription: 'waits: paused: maintenance tonight' }]);
    await minuteLater();
    expect(callsFor('PAUSED-1')).toEqual([]);
    expect(await laneNow()).toMatchObject({
      authority: 'delta-h7',
      breaker: { state: 'paused', reason: 'maintenance tonight' },
      hour: { used: 0, share: 100_000 },
      waiting: { count: 1, more: false },
      deadLetters: 0,
    });

    expect((await run('resume', 'delta-h7', '--reason', 'it is over')).code).toBe(0);
    const resumedAgain = await run('resume', 'delta-h7', '--reason', 'twice');
    expect(resumedAgain.code).toBe(1);
    expect(resumedAgain.err).toBe('delta-h7 is not paused: it is ramping, and stays as it is.\n');
    await minuteLater();
    await machine.until('PAUSED-1', ({ status }) => status === 'answered');
    expect(callsFor('PAUSED-1')).toHaveLength(1);
    expect(await laneNow()).toMatchObject({
      breaker: { state: 'ramping' },
      hour: { used: expect.any(Number) },
      waiting: { count: 0 },
      lastWord: { word: 'resumed', reason: 'it is over' },
    });
    expect((await run('lanes')).out).toMatch(
      /^delta-h7 +ramping, \d+ % +\d+ of 100000 \(0 %\) .*\n\ndelta-h7 resumed .*: it is over$/m,
    );

    const told = (await machine.outcomes()).filter(({ outcome }) => outcome.startsWith('lane-'));
    expect(told.map(({ outcome, authority, reference, reason }) => [outcome, authority, reference, reason])).toEqual([
      ['lane-paused', 'delta-h7', null, 'maintenance tonight'],
      ['lane-resumed', 'delta-h7', null, 'it is over'],
    ]);
  });

  it('redrive messages that crashed their sender repeatedly, and send nothing twice', async () => {
    const empty = await run('redrive', 'delta-h7');
    expect(empty).toEqual({ code: 0, out: 'There are no dead letters of delta-h7.\n', err: '' });

    await machine.submit(submissionOf(creation('DEAD-1')));
    await machine.until('DEAD-1', ({ status }) => status === 'answered');
    const { endpoints, region, queues } = machine.gateway.ready;
    const sqs = new SQSClient({
      endpoint: endpoints.sqs,
      region,
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    const QueueUrl = queues['delta-h7']?.deadLetters;
    for (const lrn of ['DEAD-1', 'DEAD-2', 'DEAD-3'])
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: submissionOf(creation(lrn)) }));
    sqs.destroy();

    const dry = await run('redrive', 'delta-h7', '--dry-run', '--limit', '2');
    expect(dry.out).toBe('Would put 2 of 3 dead letters of delta-h7 back.\n');
    expect(await laneNow()).toMatchObject({ deadLetters: 3 });
    const some = await run('redrive', 'delta-h7', '--limit', '2');
    expect(some).toEqual({ code: 0, out: 'put back  2 dead letters on the outbox of delta-h7\n', err: '' });
    const rest = await run('redrive', 'delta-h7', '--json');
    expect(JSON.parse(rest.out)).toMatchObject({ lane: 'delta-h7', found: 1, putBack: 1, failed: [], undeleted: 0 });
    for (const lrn of ['DEAD-2', 'DEAD-3']) await machine.until(lrn, ({ status }) => status === 'answered');
    await expect.poll(() => machine.queued('outbox')).toBe(0);
    for (const lrn of ['DEAD-1', 'DEAD-2', 'DEAD-3']) expect(callsFor(lrn)).toHaveLength(1);
    expect(await machine.queued('deadLetters')).toBe(0);
  });

  it('find queues, table and topic of a deployed gateway by their names', async () => {
    expect(await deployed('pause', 'delta-h7', '--reason', 'there')).toMatchObject({ code: 0, err: '' });
    const { out } = await deployed('lanes', '--json');
    expect(JSON.parse(out)).toMatchObject([
      { breaker: { state: 'paused', reason: 'there' }, hour: { share: 100_000 } },
    ]);
    expect(await deployed('resume', 'delta-h7', '--reason', 'and back')).toMatchObject({ code: 0, err: '' });
    expect((await deployed('redrive', 'delta-h7')).code).toBe(0);
    expect((await machine.outcomes()).at(-1)).toMatchObject({ outcome: 'lane-resumed', reason: 'and back' });
  });

  it('record the person, action, time and reason, and do nothing if AWS does not name the person', async () => {
    const { endpoints, region, table } = machine.gateway.ready;
    const actions = dynamoDbActions(clientOf({ endpoint: endpoints.dynamodb, region }), table, 1);
    const kept: PersonAction[] = [];
    for await (const one of actions.between(new Date(Date.now() - 3_600_000), new Date())) kept.push(one);
    const about = { authority: 'delta-h7', result: 'done' };
    expect(kept.filter(({ who }) => who === CALLER)).toMatchObject([
      { ...about, action: 'pause', reason: 'there' },
      { ...about, action: 'resume', reason: 'and back' },
      { ...about, action: 'redrive', reason: null },
    ]);
    // The operator of a gateway on this machine is the system's user.
    expect(kept.map(({ who }) => who)).toContain(userInfo().username);
    identity.refuse('ExpiredToken');
    const refused = await deployed('pause', 'delta-h7', '--reason', 'by nobody');
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('Nothing was done') });
    expect((await laneNow())?.breaker.state).not.toBe('paused');
  });

  it('name the lanes there are, and the fault of a command', async () => {
    const none = await run('pause', 'delta-h8', '--reason', 'x');
    expect([none.code, none.err]).toEqual([
      2,
      `There is no lane for delta-h8 at the local gateway (pid ${process.pid}): it has delta-h7.\n`,
    ]);
    expect((await run('pause', 'delta-h7')).code).toBe(2);
    expect((await run('redrive', 'delta-h7', '--limit', '0')).code).toBe(2);
  });
});
