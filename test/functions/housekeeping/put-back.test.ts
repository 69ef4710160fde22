import type { SQSClient } from '@aws-sdk/client-sqs';
import { beforeEach, describe, expect, it } from 'vitest';
import { putBack } from '../../../functions/housekeeping/put-back.ts';
import type { ParkedSend } from '../../../functions/ledger/ledger.ts';
import { sqsReleaseAll } from '../../../functions/outbox/outbox.ts';
import { TOY } from '../../support/toy/register.ts';
import { VirtualClock } from '../../support/virtual/clock.ts';

const T0 = Date.parse('2026-11-22T09:00:00.000Z');
const DUE = new Date(T0).toISOString();
/** One message a call took 18.75 ms: some 3,200 in a minute. */
const TABLE_MS = 7;
const QUEUE_MS = 12;

const parkedSends = (count: number): ParkedSend[] =>
  Array.from({ length: count }, (_, n) => ({
    key: { authority: TOY, kind: 'declaration', reference: `L-${n}` },
    platform: 'shop-1',
    sent: { message: 'Letter', attempt: 1 },
    due: DUE,
  }));

async function* each(parked: readonly ParkedSend[]) {
  yield* parked;
}

describe('what is put back in a minute', () => {
  let clock: VirtualClock;
  /** The references on the outbox, in the order of the calls. */
  let queued: string[];
  let dues: Map<string, string>;
  let failsAt: (reference: string) => boolean;
  let brokenCalls: number;

  beforeEach(() => {
    clock = new VirtualClock(T0);
    [queued, dues, failsAt, brokenCalls] = [[], new Map(), () => false, 0];
  });

  const client = {
    async send({ input }: { input: { Entries: { Id: string; MessageBody: string }[] } }) {
      await clock.sleep(QUEUE_MS);
      brokenCalls -= 1;
      if (brokenCalls >= 0) throw new Error('no answer');
      const read = input.Entries.map(({ Id, MessageBody }) => ({
        Id,
        reference: JSON.parse(MessageBody).resume.reference,
      }));
      queued.push(...read.map(({ reference }) => reference).filter((one) => !failsAt(one)));
      return { Failed: read.filter(({ reference }) => failsAt(reference)) };
    },
  } as unknown as SQSClient;

  const ports = (hasTime = () => true) => ({
    ledger: {
      async defer({ key, due: wasDue }: ParkedSend, due: string) {
        await clock.sleep(TABLE_MS);
        if ((dues.get(key.reference) ?? DUE) !== wasDue) return false;
        dues.set(key.reference, due);
        return true;
      },
    } as never,
    releaseAll: sqsReleaseAll(client, { [TOY]: 'https://queue.test/outbox' }),
    now: () => new Date(clock.now()),
    hasTime,
  });
  const pointer = (parked: ParkedSend) => parked;
  /** Runs it, in virtual time; resolves to its result and its seconds. */
  async function run(parked: readonly ParkedSend[], most: number, hasTime?: () => boolean) {
    let seconds = 0;
    const running = putBack(each(parked), { most, pointer }, ports(hasTime)).finally(() => {
      seconds = (clock.now() - T0) / 1000;
    });
    const settled = Promise.allSettled([running]);
    await clock.passUntil(T0 + 60_000);
    const [result] = await settled;
    return { result, seconds };
  }

  it('is a whole minute of 150 a second, in a fraction of its time', async () => {
    const { result, seconds } = await run(parkedSends(12_000), 9000);
    expect(result).toMatchObject({ value: 9000 });
    // Calls that are made together arrive in any order.
    expect(new Set(queued)).toEqual(new Set(parkedSends(9000).map(({ key }) => key.reference)));
    expect(dues.size).toBe(9000);
    expect(seconds).toBeLessThan(5);
  });

  it('ends before the time of its function does, and leases nothing that it does not put back', async () => {
    const { result, seconds } = await run(parkedSends(12_000), 9000, () => clock.now() < T0 + 1000);
    expect(seconds).toBeLessThan(1.2);
    expect(queued.length).toBeGreaterThan(1000);
    expect(queued.length).toBeLessThan(9000);
    expect(dues.size).toBe(queued.length);
    expect(result).toMatchObject({ value: queued.length });
  });

  it('leaves out what another took, and makes up for it', async () => {
    dues.set('L-1', 'another lease');
    const { result } = await run(parkedSends(5), 3);
    expect(result).toMatchObject({ value: 3 });
    expect(queued).toEqual(['L-0', 'L-2', 'L-3']);
  });

  it.each(['an entry', 'a call'])(
    'is due again at once where the queue does not take %s, and fails then',
    async (what) => {
      if (what === 'a call') brokenCalls = 1;
      else failsAt = (reference) => reference === 'L-3';
      const { result } = await run(parkedSends(20), 9000);
      const left = what === 'a call' ? 10 : 1;
      expect(result).toMatchObject({ reason: { message: expect.stringContaining(`did not take ${left} pointers`) } });
      expect(queued).toHaveLength(20 - left);
      expect([...dues.values()].filter((due) => due === DUE)).toHaveLength(left);
    },
  );
});
