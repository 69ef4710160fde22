import { describe, expect, it } from 'vitest';
import { withdrawWaiting } from '../../desk/actions/withdraw.ts';
import type { Verdict } from '../../functions/authorities/authority.ts';
import { readFiling } from '../../functions/ledger/filing.ts';
import type { SentRecord } from '../../functions/ledger/records.ts';
import type { Outcome } from '../../schemas/outcome.ts';
import { TOY, ToyGateway } from '../support/toy/gateway.ts';

const key = { authority: TOY, kind: 'building', reference: 'B-1' } as const;
const MINUTE_MS = 60_000;
type Play = Verdict | (() => Promise<Verdict>);

const answer = (message: string, body: object): Verdict => ({
  kind: 'accepted',
  httpStatus: 200,
  answer: { message, body: JSON.stringify(body) },
});
const mayBeBuilt = answer('Surveyed', { state: 'WISHED' });
const built = answer('Built', { state: 'MADE', number: '7' });
const RED = { errors: [{ errorCode: 'RED' }] };
const surveyRejected = answer('Surveyed', RED);
const buildRejected = answer('Built', RED);
const closed: Verdict = {
  ...{ kind: 'unavailable', cause: 'http-200', httpStatus: 200, mayHaveArrived: false },
  error: { errorDescription: 'closed' },
};
const silence: Verdict = {
  ...{ kind: 'unavailable', cause: 'timeout', httpStatus: null, mayHaveArrived: true },
  error: { errorCode: 'timeout' },
};
const leftOpen: Verdict = { kind: 'unclear', httpStatus: 200, error: { errorDescription: 'it was interrupted' } };
const dies = () => Promise.reject(new Error('died'));

const house = { house: 'red' };
const submit = (gateway: ToyGateway, payload: object = house) => gateway.submit('Build', payload, { reference: 'B-1' });
async function played(...answers: Play[]): Promise<ToyGateway> {
  const gateway = new ToyGateway();
  gateway.toymaker.answers.push(...answers);
  await submit(gateway);
  return gateway;
}
const called = ({ toymaker }: ToyGateway) => toymaker.calls.map(({ message }) => message);
const filing = (gateway: ToyGateway) => gateway.filing('B-1', 'building');
const status = async (gateway: ToyGateway) => (await filing(gateway)).status;
const told = ({ told }: ToyGateway) => told.map(({ outcome, message, status }) => [outcome, message, status]);
const last = (gateway: ToyGateway) => gateway.told.at(-1) as Outcome;

describe('a message that another one opens', () => {
  it('is sent as that one with the whole of it, and follows its answer', async () => {
    const gateway = await played(mayBeBuilt, built);
    expect(gateway.toymaker.calls).toMatchObject([
      { message: 'Survey', path: '/surveys' },
      { message: 'Build', path: '/buildings' },
    ]);
    for (const { body } of gateway.toymaker.calls) expect(JSON.parse(body)).toMatchObject(house);
    const { history, ...rest } = await filing(gateway);
    expect(rest).toMatchObject({ status: 'answered', state: 'released', authorityReference: '7', platform: 'shop-1' });
    expect(
      history.map(({ direction, message, outcome, httpStatus }) => [direction, message, outcome, httpStatus]),
    ).toEqual([
      ['sent', 'Survey', 'accepted', 200],
      ['received', 'Surveyed', 'taken', 200],
      ['sent', 'Build', 'accepted', 200],
      ['received', 'Built', 'taken', 200],
    ]);
    expect(told(gateway)).toEqual([
      ['state-changed', 'Surveyed', 'waiting'],
      ['released', 'Built', 'answered'],
    ]);
    expect(gateway.told[0]).toMatchObject({ state: 'anticipated', reference: 'B-1', kind: 'building' });
  });

  it('is not submitted by the name of that one, and the fault says by which', async () => {
    const gateway = new ToyGateway();
    await gateway.submit('Survey', house, { reference: 'B-1' });
    expect(called(gateway)).toEqual([]);
    const [fault] = last(gateway).faults ?? [];
    expect(fault).toMatchObject({ pointer: '/message', remedy: 'give Build, which it opens by itself' });
  });

  it('is refused, and a duplicate, under the name by which it was submitted', async () => {
    const gateway = new ToyGateway();
    await submit(gateway, { house: '' });
    expect(last(gateway)).toMatchObject({ outcome: 'refused', message: 'Build', reference: 'B-1' });
    await submit(gateway, { ...house, by: '2026-01-01' });
    expect(last(gateway)).toMatchObject({ outcome: 'refused', message: 'Build', faults: [{ pointer: '/payload/by' }] });
    expect(called(gateway)).toEqual([]);
    gateway.toymaker.answers.push(mayBeBuilt, built);
    await submit(gateway);
    await submit(gateway);
    expect(last(gateway)).toMatchObject({ outcome: 'duplicate', message: 'Build', status: 'answered' });
    expect(called(gateway)).toEqual(['Survey', 'Build']);
  });

  it('is rejected where that one is, and goes no further', async () => {
    const gateway = await played(surveyRejected);
    expect(called(gateway)).toEqual(['Survey']);
    expect(await filing(gateway)).toMatchObject({ status: 'rejected', state: null, errors: RED.errors });
    expect(gateway.told).toMatchObject([
      { outcome: 'rejected', message: 'Surveyed', rejectedMessage: 'Survey', status: 'rejected' },
    ]);
  });

  it('waits from the answer on, also before its notifier has claimed it', async () => {
    const gateway = new ToyGateway();
    gateway.isNotifying = false;
    gateway.toymaker.answers.push(mayBeBuilt, built);
    await submit(gateway);
    expect(await status(gateway)).toBe('waiting');
    await submit(gateway, { house: 'blue' });
    expect(last(gateway)).toMatchObject({ outcome: 'duplicate', status: 'waiting' });
    gateway.isNotifying = true;
    await gateway.run();
    expect(called(gateway)).toEqual(['Survey', 'Build']);
    expect(await status(gateway)).toBe('answered');
  });
});

describe('another submission of a message that another one opens', () => {
  /** What became of the second message, by what happens to it; each leaves the filing so that it may go again. */
  const ended: [string, Play[], (gateway: ToyGateway) => Promise<void>, string, object[]][] = [
    ['was rejected', [buildRejected], async () => {}, 'rejected', RED.errors],
    [
      'was refused, since its day had passed while it was parked',
      [closed],
      (gateway) => gateway.pass(5 * MINUTE_MS),
      'refused',
      [{ errorDescription: expect.stringContaining('a day that is still to come') }],
    ],
    [
      'was settled as not done',
      [silence],
      (gateway) => settle(gateway, false),
      'failed',
      [{ errorDescription: 'asked by telephone' }],
    ],
    ['was withdrawn', [closed], withdraw, 'refused', [{ errorDescription: 'withdrawn: not wanted any more' }]],
  ];
  it.each(ended)('goes where the second message %s', async (_, answers, then, before, errors) => {
    const gateway = new ToyGateway();
    gateway.toymaker.answers.push(mayBeBuilt, ...answers);
    await submit(gateway, { ...house, by: '2026-11-22T09:00:30.000Z' });
    await then(gateway);
    expect(await status(gateway)).toBe(before);
    expect((await filing(gateway)).errors).toMatchObject(errors);
    const calls = gateway.toymaker.calls.length;
    await gateway.pass(10 * MINUTE_MS);
    expect(gateway.toymaker.calls).toHaveLength(calls);

    gateway.toymaker.answers.push(mayBeBuilt, built);
    await submit(gateway);
    expect(called(gateway).slice(calls)).toEqual(['Survey', 'Build']);
    expect(await status(gateway)).toBe('answered');
    const sends = (await gateway.ledger.records(key)).filter((one) => one.type === 'sent');
    expect(sends.map(({ message, attempt }) => [message, attempt])).toEqual([
      ['Survey', 1],
      ['Build', 1],
      ['Survey', 2],
      ['Build', 2],
    ]);
  });

  it.each<[string, Play[], (gateway: ToyGateway) => Promise<void>]>([
    ['waiting', [mayBeBuilt, closed], async () => {}],
    ['sent', [mayBeBuilt, dies], async () => {}],
    ['unclear', [mayBeBuilt, silence], async () => {}],
    ['answered', [mayBeBuilt, silence], (gateway) => settle(gateway, true)],
    ['waiting', [closed], async () => {}],
    ['unclear', [leftOpen], async () => {}],
  ])('is a duplicate where it is %s', async (expected, answers, then) => {
    const gateway = await played(...answers);
    await then(gateway);
    expect(await status(gateway)).toBe(expected);
    const calls = gateway.toymaker.calls.length;
    await submit(gateway, { house: 'blue' });
    expect(last(gateway)).toMatchObject({ outcome: 'duplicate', status: expected });
    expect(gateway.toymaker.calls).toHaveLength(calls);
  });

  it('goes with the same text where it was withdrawn', async () => {
    const gateway = await played(mayBeBuilt, closed);
    await withdraw(gateway);
    await gateway.pass(10 * MINUTE_MS);
    gateway.toymaker.answers.push(mayBeBuilt, built);
    await submit(gateway);
    expect(called(gateway)).toEqual(['Survey', 'Build', 'Survey', 'Build']);
  });

  it('is a duplicate, of which nothing is said, where the reference is that of another platform', async () => {
    const gateway = await played(surveyRejected);
    await gateway.submit('Build', { house: 'blue' }, { reference: 'B-1', platform: 'shop-2' });
    expect(called(gateway)).toEqual(['Survey']);
    expect(last(gateway)).toMatchObject({ outcome: 'duplicate', message: 'Build', platform: 'shop-2' });
    expect(last(gateway)).not.toHaveProperty('status');
  });

  it('is not answered by the answer to the one before', async () => {
    const gateway = await played(mayBeBuilt, buildRejected);
    gateway.clock += 1000;
    gateway.toymaker.answers.push(silence);
    await submit(gateway, { house: 'blue' });
    expect(await status(gateway)).toBe('waiting');
    gateway.toymaker.answers.push(mayBeBuilt, silence);
    await gateway.pass(7 * MINUTE_MS);
    expect(called(gateway)).toEqual(['Survey', 'Build', 'Survey', 'Survey', 'Build']);
    expect(await status(gateway)).toBe('unclear');
  });

  it('is followed by its own answer alone, however often an earlier one is told of', async () => {
    const gateway = await played(mayBeBuilt, buildRejected);
    const [first] = gateway.stored;
    gateway.clock += 1000;
    gateway.toymaker.answers.push(closed);
    await submit(gateway);
    const calls = called(gateway).length;
    if (first) await gateway.notify(first);
    await gateway.run();
    expect(called(gateway)).toHaveLength(calls);
    const sends = (await gateway.ledger.records(key)).filter((one) => one.type === 'sent');
    expect(sends.map(({ message, attempt }) => [message, attempt])).toEqual([
      ['Survey', 1],
      ['Build', 1],
      ['Survey', 2],
    ]);
  });

  it('is a duplicate where it would make a call again that was rejected, whatever came after', async () => {
    const gateway = await played(surveyRejected);
    gateway.clock += 1000;
    await submit(gateway, { ...house, by: '2027-01-01' });
    expect(last(gateway)).toMatchObject({ outcome: 'duplicate', status: 'rejected', errors: RED.errors });
    expect(called(gateway)).toEqual(['Survey']);

    gateway.toymaker.answers.push(mayBeBuilt, buildRejected);
    await submit(gateway, { house: 'blue' });
    expect(called(gateway)).toEqual(['Survey', 'Survey', 'Build']);
    gateway.clock += 1000;
    await submit(gateway);
    expect(last(gateway)).toMatchObject({ outcome: 'duplicate', status: 'rejected' });
    gateway.toymaker.answers.push(mayBeBuilt, built);
    await submit(gateway, { house: 'blue', by: '2027-01-01' });
    expect(await status(gateway)).toBe('answered');
  });
});

describe('a call that is made once more after silence', () => {
  it('is made after its pause, and decides what comes of it', async () => {
    const gateway = await played(silence, mayBeBuilt, built);
    await gateway.pass(4.9 * MINUTE_MS);
    expect(called(gateway)).toEqual(['Survey']);
    expect(await status(gateway)).toBe('waiting');
    await gateway.pass(2 * MINUTE_MS);
    expect(called(gateway)).toEqual(['Survey', 'Survey', 'Build']);
    expect(gateway.toymaker.calls[1]).toMatchObject({ mayHaveArrived: true });
    expect(await status(gateway)).toBe('answered');
  });

  it.each<[string, Play[]]>([
    ['silence twice', [silence, silence]],
    ['a sender that died, and silence', [dies, silence]],
    ['silence, and a sender that died', [silence, dies]],
    ['two senders that died', [dies, dies]],
  ])('is unclear after %s, told once, and never made again', async (_, answers) => {
    const gateway = await played(...answers, mayBeBuilt, built);
    await gateway.pass(90 * MINUTE_MS);
    expect(called(gateway)).toEqual(['Survey', 'Survey']);
    expect(await status(gateway)).toBe('unclear');
    expect(told(gateway)).toEqual([['unclear', 'Survey', 'unclear']]);
    expect(gateway.problems.filter((one) => one === 'message.unclear')).toHaveLength(1);
  });

  it('waits its pause also where the sender died, or could not store what it heard', async () => {
    const gateway = new ToyGateway();
    const { receive } = gateway.ledger;
    gateway.ledger.receive = dies as never;
    gateway.toymaker.answers.push(mayBeBuilt, mayBeBuilt, built);
    await submit(gateway);
    gateway.ledger.receive = receive;
    await gateway.pass(4.9 * MINUTE_MS);
    expect(called(gateway)).toEqual(['Survey']);
    expect((await filing(gateway)).history[0]).toMatchObject({ outcome: 'held', errors: [{}] });
    await gateway.pass(2 * MINUTE_MS);
    expect(called(gateway)).toEqual(['Survey', 'Survey', 'Build']);
  });

  it('is not spent by calls that cannot have arrived', async () => {
    const gateway = await played(closed, closed, silence, closed, mayBeBuilt, built);
    await gateway.pass(60 * MINUTE_MS);
    expect(called(gateway)).toEqual([...Array(5).fill('Survey'), 'Build']);
    expect(await status(gateway)).toBe('answered');
  });

  it('is unclear, and not refused, where its day has passed meanwhile', async () => {
    const gateway = new ToyGateway();
    gateway.toymaker.answers.push(silence);
    await submit(gateway, { ...house, by: '2026-11-22T09:02:00.000Z' });
    await gateway.pass(10 * MINUTE_MS);
    expect(called(gateway)).toEqual(['Survey']);
    expect(await filing(gateway)).toMatchObject({
      status: 'unclear',
      errors: [{ errorDescription: expect.stringContaining('a day that is still to come') }],
    });
  });
});

describe('an answer that leaves open what was done', () => {
  it.each<[string, Play[]]>([
    ['Survey', [leftOpen]],
    ['Build', [mayBeBuilt, leftOpen]],
  ])('makes %s unclear: told, listed, never made again; the lane goes on', async (message, answers) => {
    const gateway = await played(...answers);
    const calls = gateway.toymaker.calls.length;
    await gateway.pass(90 * MINUTE_MS);
    expect(gateway.toymaker.calls).toHaveLength(calls);
    const found = await filing(gateway);
    expect(found).toMatchObject({ status: 'unclear', errors: [{ errorDescription: 'it was interrupted' }] });
    expect(found.history.at(-1)).toMatchObject({ message, outcome: 'unclear', httpStatus: 200 });
    expect(last(gateway)).toMatchObject({ outcome: 'unclear', message, status: 'unclear', platform: 'shop-1' });
    expect(gateway.problems).toEqual(['message.unclear']);
    expect(gateway.admission.breaker.state).toBe('closed');
    const day = new Date(gateway.clock).toISOString().slice(0, 10);
    const listed: unknown[] = [];
    for await (const one of gateway.ledger.recent(TOY, 'unclear', day, day)) listed.push(one);
    expect(listed).toEqual([key]);
  });
});

async function withdraw(gateway: ToyGateway): Promise<void> {
  const { ledger, outcomes, now } = gateway.ports;
  await withdrawWaiting(key, { reason: 'not wanted any more', message: undefined }, { ledger, outcomes, now });
}

/** What a person found out about the second message. */
async function settle({ ledger, clock }: ToyGateway, isDone: boolean): Promise<void> {
  const read = readFiling(key, await ledger.records(key));
  const sent = read.latest('Build') as SentRecord;
  const settled = { verdict: 'settled', httpStatus: null, isDone, at: new Date(clock).toISOString() } as const;
  await ledger.settle(key, sent, { ...settled, error: { errorDescription: 'asked by telephone' } }, sent.settlement);
}
