import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../schemas/outcome.ts';
import { house, type Play, plays, ToyDialogue } from '../support/toy/dialogue.ts';

const { mayBeBuilt, built, closed, silence, leftOpen, dies } = plays;
const MINUTE_MS = 60_000;
const last = (gateway: ToyDialogue) => gateway.told.at(-1) as Outcome;
const told = ({ told }: ToyDialogue) => told.map(({ outcome, message, status }) => [outcome, message, status]);

describe('a call that is made once more after silence', () => {
  it('is made after its pause, and decides what comes of it', async () => {
    const gateway = await ToyDialogue.played(silence, mayBeBuilt, built);
    await gateway.pass(4.9 * MINUTE_MS);
    expect(gateway.called).toEqual(['Survey']);
    expect(await gateway.status()).toBe('waiting');
    await gateway.pass(2 * MINUTE_MS);
    expect(gateway.called).toEqual(['Survey', 'Survey', 'Build']);
    expect(gateway.toymaker.calls[1]).toMatchObject({ mayHaveArrived: true });
    expect(await gateway.status()).toBe('answered');
  });

  it.each<[string, Play[]]>([
    ['silence twice', [silence, silence]],
    ['a sender that died, and silence', [dies, silence]],
    ['silence, and a sender that died', [silence, dies]],
    ['two senders that died', [dies, dies]],
  ])('is unclear after %s, told once, and never made again', async (_, answers) => {
    const gateway = await ToyDialogue.played(...answers, mayBeBuilt, built);
    await gateway.pass(90 * MINUTE_MS);
    expect(gateway.called).toEqual(['Survey', 'Survey']);
    expect(await gateway.status()).toBe('unclear');
    expect(told(gateway)).toEqual([['unclear', 'Survey', 'unclear']]);
    expect(gateway.problems.filter((one) => one === 'message.unclear')).toHaveLength(1);
  });

  it('waits its pause also where the sender died, or could not store what it heard', async () => {
    const gateway = new ToyDialogue();
    const { receive } = gateway.ledger;
    gateway.ledger.receive = dies as never;
    gateway.toymaker.answers.push(mayBeBuilt, mayBeBuilt, built);
    await gateway.play(house);
    gateway.ledger.receive = receive;
    await gateway.pass(4.9 * MINUTE_MS);
    expect(gateway.called).toEqual(['Survey']);
    expect((await gateway.building()).history[0]).toMatchObject({ outcome: 'held', errors: [{}] });
    await gateway.pass(2 * MINUTE_MS);
    expect(gateway.called).toEqual(['Survey', 'Survey', 'Build']);
  });

  it('waits its pause also where a second pointer to it comes sooner', async () => {
    const gateway = await ToyDialogue.played(silence, mayBeBuilt, built);
    await gateway.pass(3 * MINUTE_MS);
    gateway.put(JSON.stringify({ resume: { ...ToyDialogue.key, message: 'Survey', attempt: 1 } }));
    await gateway.pass(1.9 * MINUTE_MS);
    expect(gateway.called).toEqual(['Survey']);
    expect((await gateway.building()).history[0]).toMatchObject({
      outcome: 'held',
      errors: [{ errorCode: 'timeout' }],
    });
    await gateway.pass(2 * MINUTE_MS);
    expect(gateway.called).toEqual(['Survey', 'Survey', 'Build']);
  });

  it('is not spent by calls that cannot have arrived', async () => {
    const gateway = await ToyDialogue.played(closed, closed, silence, closed, mayBeBuilt, built);
    await gateway.pass(60 * MINUTE_MS);
    expect(gateway.called).toEqual([...Array(5).fill('Survey'), 'Build']);
    expect(await gateway.status()).toBe('answered');
  });

  it('is unclear, and not refused, where its day has passed meanwhile', async () => {
    const gateway = new ToyDialogue();
    gateway.toymaker.answers.push(silence);
    await gateway.play({ ...house, by: '2026-11-22T09:02:00.000Z' });
    await gateway.pass(10 * MINUTE_MS);
    expect(gateway.called).toEqual(['Survey']);
    expect(await gateway.building()).toMatchObject({
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
    const gateway = await ToyDialogue.played(...answers);
    const calls = gateway.toymaker.calls.length;
    await gateway.pass(90 * MINUTE_MS);
    expect(gateway.toymaker.calls).toHaveLength(calls);
    const found = await gateway.building();
    expect(found).toMatchObject({ status: 'unclear', errors: [{ errorDescription: 'it was interrupted' }] });
    expect(found.history.at(-1)).toMatchObject({ message, outcome: 'unclear', httpStatus: 200 });
    expect(last(gateway)).toMatchObject({ outcome: 'unclear', message, status: 'unclear', platform: 'shop-1' });
    expect(gateway.problems).toEqual(['message.unclear']);
    expect(gateway.admission.breaker.state).toBe('closed');
  });
});
