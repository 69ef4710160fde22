import { beforeEach, describe, expect, it } from 'vitest';
import type { Grant } from '../../../functions/admission/admit.ts';
import { dynamoDbAdmission, dynamoDbLaneSwitch } from '../../../functions/admission/dynamodb-admission.ts';
import { ledgerTables } from '../../support/ledger-tables.ts';

const T0 = Date.parse('2026-11-22T09:00:00.000Z');
const PER_HOUR = 300;
const rules = {
  share: { perSecond: 10, perHour: PER_HOUR },
  horizonMs: 600_000,
  pauseMs: 60_000,
  leaseMs: 30_000,
};
const failed = { kind: 'failed', cause: 'http-500' } as const;
const answered = { kind: 'answered' } as const;

describe('the admission that all instances of a sender share', () => {
  const tables = ledgerTables();
  let tableName: string;
  let clock: number;
  const lane = () => ({ client: tables.client, tableName, authority: 'toy', now: () => clock });
  const instance = (owner: string) => dynamoDbAdmission({ ...lane(), owner, rules });
  const operator = () => dynamoDbLaneSwitch(lane());

  beforeEach(async () => {
    tableName = await tables.make();
    clock = T0;
  });

  it('[H7-S1, H7-S2] grants what there is once, however many ask at the same moment by what they read before', async () => {
    const senders = Array.from({ length: 8 }, (_, n) => instance(`i-${n}`));
    const starts: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const grants = await Promise.all(senders.map((sender) => sender.admit(20, 0)));
      for (const grant of grants) {
        if (grant.kind !== 'send') continue;
        starts.push(...Array.from({ length: grant.count }, (_, n) => grant.start + n * grant.interval));
      }
    }
    expect(starts).toHaveLength(PER_HOUR);
    starts.sort((a, b) => a - b);
    const nearest = Math.min(...starts.slice(1).map((start, n) => start - (starts[n] ?? 0)));
    expect(nearest).toBeGreaterThan(1000 / rules.share.perSecond);
  });

  it('[H7-E500a] grants nothing to who still knows the lane as it was before another failed', async () => {
    const [one, other] = [instance('one'), instance('other')];
    await other.admit(1, 0);
    await one.report(failed);
    expect(await other.admit(1, 0)).toEqual({
      kind: 'park',
      until: T0 + 60_000,
      reason: 'http-500',
    });
    expect(await other.report(answered)).toBeUndefined();
    expect((await one.state()).breaker).toMatchObject({ state: 'open', until: T0 + 60_000 });
  });

  it('[H7-E500b] gives the one try to one of all who ask for it at the same moment', async () => {
    const senders = Array.from({ length: 8 }, (_, n) => instance(`i-${n}`));
    await senders[0]?.report(failed);
    await Promise.all(senders.map((sender) => sender.isSending()));
    clock = T0 + 60_000;
    const grants: Grant[] = await Promise.all(senders.map((sender) => sender.admit(1, 0)));
    expect(grants.filter(({ kind }) => kind === 'probe')).toHaveLength(1);
    expect(grants.filter(({ kind }) => kind === 'park')).toHaveLength(7);
  });

  it('[H7-E500a] stops every instance within 400 ms after the lane opened', async () => {
    const [one, other] = [instance('one'), instance('other')];
    expect(await other.isSending()).toBe(true);
    await one.report(failed);
    expect(await one.isSending()).toBe(false);
    clock = T0 + 400;
    expect(await other.isSending()).toBe(false);
  });

  it('[H7-E500a] stops an instance that asks again and again, too', async () => {
    const [one, other] = [instance('one'), instance('other')];
    expect(await other.isSending()).toBe(true);
    await one.report(failed);
    // The admission reads ahead from half of that time on; the result comes later.
    for (clock = T0 + 20; clock < T0 + 400; clock += 20) await other.isSending();
    expect(await other.isSending()).toBe(false);
  });

  it('[H7-S6] lets no answer that is under way lift the pause of an operator, nor a failure overwrite it', async () => {
    const sender = instance('one');
    await sender.admit(1, 0);
    await operator().pause('announced maintenance');
    const paused = { state: 'paused', reason: 'announced maintenance', since: T0 };
    for (const answer of [answered, failed, { kind: 'untried' } as const, answered]) {
      expect(await sender.report(answer), answer.kind).toBeUndefined();
      expect((await operator().state()).breaker, answer.kind).toEqual(paused);
      // The pause is known from now on.
      clock += 1000;
      expect(await sender.isSending()).toBe(false);
    }
    expect(await sender.admit(1, 0)).toMatchObject({ kind: 'park', reason: 'paused: announced maintenance' });
  });

  it('[H7-S6] sends again at the latest 400 ms after an operator resumed it', async () => {
    await operator().pause('maintenance');
    const sender = instance('one');
    expect((await sender.admit(1, 0)).kind).toBe('park');
    await operator().resume('it is over');
    clock = T0 + 400;
    expect((await sender.admit(1, 0)).kind).toBe('send');
  });

  it('[H7-S6] keeps why it was paused and resumed, also after that is over', async () => {
    expect(await operator().lastWord()).toBeUndefined();
    await operator().pause('announced maintenance');
    expect(await operator().lastWord()).toEqual({
      word: 'paused',
      reason: 'announced maintenance',
      at: '2026-11-22T09:00:00.000Z',
    });
    clock = T0 + 3_600_000;
    expect(await operator().resume('the authority said so')).toMatchObject({ reason: 'announced maintenance' });
    expect(await operator().lastWord()).toEqual({
      word: 'resumed',
      reason: 'the authority said so',
      at: '2026-11-22T10:00:00.000Z',
    });
  });
});
