import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../functions/authorities/authority.ts';
import { begins, claimedAs } from '../../functions/ledger/beginning.ts';
import { TOY, ToyGateway } from '../support/toy/gateway.ts';

const key = { authority: TOY, kind: 'declaration', reference: 'C-1' } as const;
const submitted = { id: 'C-1', toy: 'train' };
const MINUTE_MS = 60_000;
const answer = (message: string, body: object): Verdict => ({
  kind: 'accepted',
  httpStatus: 200,
  answer: { message, body: JSON.stringify(body) },
});
const orderIn = (orderInMinutes: number) => answer('Checked', { state: 'TAKEN', orderInMinutes });
const made = answer('Ordered', { state: 'MADE' });

async function checked(minutes: number): Promise<ToyGateway> {
  const gateway = new ToyGateway();
  gateway.toymaker.answers.push(orderIn(minutes), made);
  await gateway.submit('Check', submitted);
  return gateway;
}
const called = ({ toymaker }: ToyGateway) => toymaker.calls.map(({ message }) => message);

describe('a message that follows an answer', () => {
  it('begins no filing, and those that do are claimed in the place of the first', () => {
    expect(['Letter', 'Check', 'Order'].map((message) => begins(key, message))).toEqual([true, true, false]);
    expect(['Letter', 'Check', 'Order'].map((message) => claimedAs(key, message).claimedAs)).toEqual([
      undefined,
      'Letter',
      undefined,
    ]);
  });

  it('goes at once where it is due at once, in the same filing and for the same platform', async () => {
    const gateway = await checked(0);
    expect(called(gateway)).toEqual(['Check', 'Order']);
    expect(gateway.toymaker.calls[1]).toMatchObject({ path: '/orders', body: '{"id":"C-1","toy":"train"}' });
    const filing = await gateway.filing('C-1');
    expect(filing).toMatchObject({ status: 'answered', state: 'released', platform: 'shop-1', errors: [] });
    expect(filing.history.map(({ message, outcome }) => [message, outcome])).toEqual([
      ['Check', 'accepted'],
      ['Checked', 'taken'],
      ['Order', 'accepted'],
      ['Ordered', 'taken'],
    ]);
    expect(gateway.told).toMatchObject([
      { outcome: 'accepted', message: 'Checked', status: 'waiting', errors: [] },
      { outcome: 'released', message: 'Ordered', status: 'answered', platform: 'shop-1' },
    ]);
  });

  it('waits on the outbox where it is due within a quarter of an hour', async () => {
    const gateway = await checked(10);
    expect(gateway.outbox).toHaveLength(1);
    await gateway.pass(9.9 * MINUTE_MS);
    expect(called(gateway)).toEqual(['Check']);
    expect(await gateway.filing('C-1')).toMatchObject({ status: 'waiting' });
    await gateway.pass(0.2 * MINUTE_MS);
    expect(called(gateway)).toEqual(['Check', 'Order']);
  });

  it('waits in the ledger where it is due later', async () => {
    const gateway = await checked(40);
    expect(gateway.outbox).toEqual([]);
    await gateway.pass(39 * MINUTE_MS);
    expect(called(gateway)).toEqual(['Check']);
    await gateway.pass(2 * MINUTE_MS);
    expect(called(gateway)).toEqual(['Check', 'Order']);
  });

  it('is claimed once, however often the answer is told of, and whoever tells of it at the same time', async () => {
    const gateway = await checked(0);
    const [first] = gateway.stored;
    if (!first) throw new Error('nothing was stored');
    await Promise.all([gateway.notify(first), gateway.notify(first)]);
    await gateway.run();
    expect(called(gateway)).toEqual(['Check', 'Order']);

    const both = new ToyGateway();
    both.isNotifying = false;
    both.toymaker.answers.push(orderIn(0), made);
    await both.submit('Check', submitted);
    const [one] = both.stored;
    if (!one) throw new Error('nothing was stored');
    await Promise.all([both.notify(one), both.notify(one)]);
    await both.run();
    expect(called(both)).toEqual(['Check', 'Order']);
  });

  it('is claimed where its notifier died before, and put back where it died after', async () => {
    for (const dies of ['claim', 'publish', 'release'] as const) {
      const gateway = new ToyGateway();
      gateway.isNotifying = false;
      gateway.toymaker.answers.push(orderIn(0), made);
      await gateway.submit('Check', submitted);
      const [one] = gateway.stored;
      if (!one) throw new Error('nothing was stored');
      const { ports } = gateway;
      const died = () => Promise.reject(new Error('died'));
      const dying = {
        claim: { ledger: { ...ports.ledger, claim: died } },
        publish: { outcomes: { publish: died } },
        release: { release: died },
      };
      await expect(gateway.notify(one, dying[dies])).rejects.toThrow();
      await gateway.notify(one);
      await gateway.run();
      expect(called(gateway), dies).toEqual(['Check', 'Order']);
    }
  });

  it('is a send of its own: turned down, it is the filing that is rejected', async () => {
    const gateway = new ToyGateway();
    gateway.toymaker.answers.push(orderIn(0), answer('Ordered', { errors: [{ errorCode: 'RED' }] }));
    await gateway.submit('Check', submitted);
    expect(await gateway.filing('C-1')).toMatchObject({ status: 'rejected', errors: [{ errorCode: 'RED' }] });
    const sends = (await gateway.ledger.records(key)).filter((record) => record.type === 'sent');
    expect(sends.map(({ message, attempt, messageId }) => [message, attempt, messageId])).toEqual([
      ['Check', 1, 'toy-1'],
      ['Order', 1, 'toy-1/Order'],
    ]);
  });

  it('is sent by nobody but the gateway', async () => {
    const gateway = new ToyGateway();
    await gateway.submit('Order', submitted);
    expect(called(gateway)).toEqual([]);
    expect(gateway.told).toMatchObject([{ outcome: 'refused', faults: [{ pointer: '/message' }] }]);
    expect(gateway.told[0]?.faults?.[0]?.remedy).toBe(
      'give one of Letter, Check, Repair, Reminder, Hurry, Tally, Recall, Change, Ask, Build',
    );
  });
});
