import { describe, expect, it } from 'vitest';
import { keepFinding, unclearSend } from '../../desk/actions/settle.ts';
import { type Withdrawn, withdrawWaiting } from '../../desk/actions/withdraw.ts';
import { filingLines } from '../../desk/render/filing.ts';
import { readFiling } from '../../functions/ledger/filing.ts';
import type { Outcome } from '../../schemas/outcome.ts';
import { keptTerminal } from '../desk/support/terminal.ts';
import { house, type Play, plays, ToyDialogue } from '../support/toy/dialogue.ts';

const { key } = ToyDialogue;
const { mayBeBuilt, built, surveyRejected, buildRejected, closed, silence, leftOpen, dies } = plays;
const RED = { errors: [{ errorCode: 'RED' }] };
const MINUTE_MS = 60_000;
const last = (gateway: ToyDialogue) => gateway.told.at(-1) as Outcome;
const told = ({ told }: ToyDialogue) => told.map(({ outcome, message, status }) => [outcome, message, status]);

describe('a message that another one opens', () => {
  it('is sent as that one with the whole of it, and follows its answer', async () => {
    const gateway = await ToyDialogue.played(mayBeBuilt, built);
    expect(gateway.toymaker.calls).toMatchObject([
      { message: 'Survey', path: '/surveys' },
      { message: 'Build', path: '/buildings' },
    ]);
    for (const { body } of gateway.toymaker.calls) expect(JSON.parse(body)).toMatchObject(house);
    const { history, ...rest } = await gateway.building();
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
    const gateway = new ToyDialogue();
    await gateway.submit('Survey', house, { reference: 'B-1' });
    expect(gateway.called).toEqual([]);
    const [fault] = last(gateway).faults ?? [];
    expect(fault).toMatchObject({ pointer: '/message', remedy: 'give Build, which it opens by itself' });
  });

  it('is refused, and a duplicate, under the name by which it was submitted', async () => {
    const gateway = new ToyDialogue();
    await gateway.play({ house: '' });
    expect(last(gateway)).toMatchObject({ outcome: 'refused', message: 'Build', reference: 'B-1' });
    await gateway.play({ ...house, by: '2026-01-01' });
    expect(last(gateway)).toMatchObject({ outcome: 'refused', message: 'Build', faults: [{ pointer: '/payload/by' }] });
    expect(gateway.called).toEqual([]);
    gateway.toymaker.answers.push(mayBeBuilt, built);
    await gateway.play(house);
    await gateway.play(house);
    expect(last(gateway)).toMatchObject({ outcome: 'duplicate', message: 'Build', status: 'answered' });
    expect(gateway.called).toEqual(['Survey', 'Build']);
  });

  it('is rejected where that one is, and goes no further', async () => {
    const gateway = await ToyDialogue.played(surveyRejected);
    expect(gateway.called).toEqual(['Survey']);
    expect(await gateway.building()).toMatchObject({ status: 'rejected', state: null, errors: RED.errors });
    expect(gateway.told).toMatchObject([
      { outcome: 'rejected', message: 'Surveyed', rejectedMessage: 'Survey', status: 'rejected' },
    ]);
  });

  it('waits from the answer on, also before its notifier has claimed it', async () => {
    const gateway = new ToyDialogue();
    gateway.isNotifying = false;
    gateway.toymaker.answers.push(mayBeBuilt, built);
    await gateway.play(house);
    expect(await gateway.status()).toBe('waiting');
    await gateway.play({ house: 'blue' });
    expect(last(gateway)).toMatchObject({ outcome: 'duplicate', status: 'waiting' });
    gateway.isNotifying = true;
    await gateway.run();
    expect(gateway.called).toEqual(['Survey', 'Build']);
    expect(await gateway.status()).toBe('answered');
  });
});

describe('another submission of a message that another one opens', () => {
  /** The ends of the second message, by what happens to it; each leaves the filing so that it may go again. */
  const ended: [string, Play[], (gateway: ToyDialogue) => Promise<unknown>, string, object[]][] = [
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
      [{ errorDescription: expect.stringContaining('asked by telephone') }],
    ],
    [
      'was withdrawn',
      [closed],
      (gateway) => withdraw(gateway),
      'refused',
      [{ errorDescription: 'withdrawn: not wanted any more' }],
    ],
  ];
  it.each(ended)('goes where the second message %s', async (_, answers, then, before, errors) => {
    const gateway = new ToyDialogue();
    gateway.toymaker.answers.push(mayBeBuilt, ...answers);
    await gateway.play({ ...house, by: '2026-11-22T09:00:30.000Z' });
    await then(gateway);
    expect(await gateway.status()).toBe(before);
    expect((await gateway.building()).errors).toMatchObject(errors);
    const calls = gateway.toymaker.calls.length;
    await gateway.pass(10 * MINUTE_MS);
    expect(gateway.toymaker.calls).toHaveLength(calls);

    gateway.toymaker.answers.push(mayBeBuilt, built);
    await gateway.play(house);
    expect(gateway.called.slice(calls)).toEqual(['Survey', 'Build']);
    expect(await gateway.status()).toBe('answered');
    const sends = (await gateway.ledger.records(key)).filter((one) => one.type === 'sent');
    expect(sends.map(({ message, attempt }) => [message, attempt])).toEqual([
      ['Survey', 1],
      ['Build', 1],
      ['Survey', 2],
      ['Build', 2],
    ]);
  });

  it.each<[string, Play[], (gateway: ToyDialogue) => Promise<void>]>([
    ['waiting', [mayBeBuilt, closed], async () => {}],
    ['sent', [mayBeBuilt, dies], async () => {}],
    ['unclear', [mayBeBuilt, silence], async () => {}],
    ['answered', [mayBeBuilt, silence], (gateway) => settle(gateway, true)],
    ['waiting', [closed], async () => {}],
    ['unclear', [leftOpen], async () => {}],
  ])('is a duplicate where it is %s', async (expected, answers, then) => {
    const gateway = await ToyDialogue.played(...answers);
    await then(gateway);
    expect(await gateway.status()).toBe(expected);
    const calls = gateway.toymaker.calls.length;
    await gateway.play({ house: 'blue' });
    expect(last(gateway)).toMatchObject({ outcome: 'duplicate', status: expected });
    expect(gateway.toymaker.calls).toHaveLength(calls);
  });

  it('goes with the same text where it was withdrawn', async () => {
    const gateway = await ToyDialogue.played(mayBeBuilt, closed);
    await withdraw(gateway);
    await gateway.pass(10 * MINUTE_MS);
    gateway.toymaker.answers.push(mayBeBuilt, built);
    await gateway.play(house);
    expect(gateway.called).toEqual(['Survey', 'Build', 'Survey', 'Build']);
  });

  it('is a duplicate, of which nothing is said, where the reference is that of another platform', async () => {
    const gateway = await ToyDialogue.played(surveyRejected);
    await gateway.submit('Build', { house: 'blue' }, { reference: 'B-1', platform: 'shop-2' });
    expect(gateway.called).toEqual(['Survey']);
    expect(last(gateway)).toMatchObject({ outcome: 'duplicate', message: 'Build', platform: 'shop-2' });
    expect(last(gateway)).not.toHaveProperty('status');
  });

  it('is not answered by the answer to the one before', async () => {
    const gateway = await ToyDialogue.played(mayBeBuilt, buildRejected);
    gateway.clock += 1000;
    gateway.toymaker.answers.push(silence);
    await gateway.play({ house: 'blue' });
    expect(await gateway.status()).toBe('waiting');
    gateway.toymaker.answers.push(mayBeBuilt, silence);
    await gateway.pass(7 * MINUTE_MS);
    expect(gateway.called).toEqual(['Survey', 'Build', 'Survey', 'Survey', 'Build']);
    expect(await gateway.status()).toBe('unclear');
  });

  it('is followed by its own answer alone, however often an earlier one is told of', async () => {
    const gateway = await ToyDialogue.played(mayBeBuilt, buildRejected);
    const [first] = gateway.stored;
    gateway.clock += 1000;
    gateway.toymaker.answers.push(closed);
    await gateway.play(house);
    const calls = gateway.called.length;
    if (first) await gateway.notify(first);
    await gateway.run();
    expect(gateway.called).toHaveLength(calls);
    const sends = (await gateway.ledger.records(key)).filter((one) => one.type === 'sent');
    expect(sends.map(({ message, attempt }) => [message, attempt])).toEqual([
      ['Survey', 1],
      ['Build', 1],
      ['Survey', 2],
    ]);
  });

  it('is a duplicate where it would make a call again that was rejected, whatever came after', async () => {
    const gateway = await ToyDialogue.played(surveyRejected);
    gateway.clock += 1000;
    await gateway.play({ ...house, by: '2027-01-01' });
    expect(last(gateway)).toMatchObject({ outcome: 'duplicate', status: 'rejected', errors: RED.errors });
    expect(gateway.called).toEqual(['Survey']);
    const lines = filingLines(await gateway.building(), keptTerminal().terminal);
    expect(lines.find((line) => line.startsWith('  Message'))).toMatch(/ Survey$/);

    gateway.toymaker.answers.push(mayBeBuilt, buildRejected);
    await gateway.play({ house: 'blue' });
    expect(gateway.called).toEqual(['Survey', 'Survey', 'Build']);
    gateway.clock += 1000;
    await gateway.play(house);
    expect(last(gateway)).toMatchObject({ outcome: 'duplicate', status: 'rejected' });
    gateway.toymaker.answers.push(mayBeBuilt, built);
    await gateway.play({ house: 'blue', by: '2027-01-01' });
    expect(await gateway.status()).toBe('answered');
  });
});

describe('a filing whose reference is the number that the authority gives another one', () => {
  it('keeps its messages for itself, and its platform alone hears of them', async () => {
    const gateway = new ToyDialogue();
    gateway.toymaker.answers.push(surveyRejected);
    await gateway.submit('Build', { house: 'blue' }, { reference: '7', platform: 'shop-2' });
    gateway.clock += 1000;
    await gateway.play(house, mayBeBuilt, built);
    expect(told(gateway)).toEqual([
      ['rejected', 'Surveyed', 'rejected'],
      ['state-changed', 'Surveyed', 'waiting'],
      ['released', 'Built', 'answered'],
    ]);
    expect((await gateway.building()).history).toHaveLength(4);
    gateway.clock += 1000;
    gateway.toymaker.answers.push(mayBeBuilt, built);
    await gateway.submit('Build', { house: 'green' }, { reference: '7', platform: 'shop-2' });
    expect(last(gateway)).toMatchObject({ outcome: 'released', reference: '7', platform: 'shop-2' });
    expect((await gateway.building()).history).toHaveLength(4);
  });
});

describe('a message in a dialogue', () => {
  it('is withdrawn by the name by which it was submitted, also while the one before it waits', async () => {
    const gateway = await ToyDialogue.played(closed);
    expect(await withdraw(gateway, 'Build')).toMatchObject([{ message: 'Survey', action: 'withdrawn' }]);
    expect(await gateway.status()).toBe('refused');
    const later = await ToyDialogue.played(mayBeBuilt, closed);
    expect(await withdraw(later, 'Survey')).toEqual([]);
    expect(await withdraw(later, 'Build')).toMatchObject([{ message: 'Build', action: 'withdrawn' }]);
  });

  it('raises its alarm where it is unclear and its platform cannot be told at once', async () => {
    const gateway = new ToyDialogue();
    gateway.failsToTell = 'unclear';
    await gateway.play(house, mayBeBuilt, silence);
    expect(gateway.problems).toContain('message.unclear');
    gateway.problems.length = 0;
    gateway.failsToTell = undefined;
    await gateway.pass(60 * MINUTE_MS);
    expect(gateway.problems).toContain('message.unclear');
    expect(last(gateway)).toMatchObject({ outcome: 'unclear', message: 'Build' });
  });
});

describe('a message that opens another, and makes a call that was made before', () => {
  it('goes no further than the call that may have arrived before it was withdrawn, whatever else is changed', async () => {
    const gateway = await ToyDialogue.played(silence);
    await withdraw(gateway);
    await gateway.pass(MINUTE_MS);
    gateway.toymaker.answers.push(silence, mayBeBuilt, built);
    await gateway.play({ ...house, by: '2027-01-01' });
    await gateway.pass(20 * MINUTE_MS);
    expect(gateway.called).toEqual(['Survey', 'Survey']);
    expect(await gateway.status()).toBe('unclear');
  });

  it('is not taken for rejected, where the answer turned a later attempt down', async () => {
    const gateway = await ToyDialogue.played(leftOpen);
    await settle(gateway, false);
    gateway.clock += 1000;
    gateway.toymaker.answers.push(surveyRejected);
    await gateway.play({ house: 'blue' });
    expect(await gateway.status()).toBe('rejected');
    gateway.clock += 1000;
    gateway.toymaker.answers.push(mayBeBuilt, built);
    await gateway.play(house);
    expect(await gateway.status()).toBe('answered');
  });
});

async function withdraw(gateway: ToyDialogue, message?: string): Promise<Withdrawn[]> {
  const { ledger, outcomes, now } = gateway.ports;
  return withdrawWaiting(key, { reason: 'not wanted any more', message }, { ledger, outcomes, now });
}

/** Records what a person found out about the second message. */
async function settle({ ports }: ToyDialogue, isDone: boolean): Promise<void> {
  const { ledger, outcomes, now } = ports;
  const read = readFiling(key, await ledger.records(key));
  const found = { number: isDone ? '7' : undefined, reason: 'asked by telephone' };
  const unclear = unclearSend(read);
  if (unclear) await keepFinding(read, unclear, found, 'ann', { ledger, outcomes, now });
}
