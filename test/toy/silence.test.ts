import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../functions/authorities/authority.ts';
import type { SentRecord } from '../../functions/ledger/records.ts';
import { TOY, ToyGateway } from '../support/toy/gateway.ts';

const key = { authority: TOY, kind: 'declaration', reference: 'C-1' } as const;
const order = { message: 'Order', attempt: 1 };
const submitted = { id: 'C-1', toy: 'train' };
const DAY_MS = 86_400_000;
const answer = (message: string, body: object): Verdict => ({
  kind: 'accepted',
  httpStatus: 200,
  answer: { message, body: JSON.stringify(body) },
});
const orderNow = answer('Checked', { state: 'TAKEN', orderInMinutes: 0 });
const made = answer('Ordered', { state: 'MADE' });
const silence = (mayHaveArrived: boolean): Verdict => ({
  ...{ kind: 'unavailable', cause: 'timeout', httpStatus: null, mayHaveArrived },
  error: { errorCode: 'timeout' },
});

async function silent(...answers: (Verdict | (() => Promise<Verdict>))[]): Promise<ToyGateway> {
  const gateway = new ToyGateway();
  gateway.toymaker.answers.push(orderNow, ...answers);
  await gateway.submit('Check', submitted);
  return gateway;
}
const orders = ({ toymaker }: ToyGateway) => toymaker.calls.filter(({ message }) => message === 'Order').length;
const told = ({ told }: ToyGateway) => told.filter(({ outcome }) => outcome === 'unclear');

describe('silence after a message that must not go twice', () => {
  it('is unclear, told once, and never sent again by itself', async () => {
    const gateway = await silent(silence(true), made);
    await gateway.pass(DAY_MS / 24);
    expect(orders(gateway)).toBe(1);
    const filing = await gateway.filing('C-1');
    expect(filing).toMatchObject({ status: 'unclear', errors: [{ errorCode: 'timeout' }] });
    expect(filing.history.at(-1)).toMatchObject({ message: 'Order', outcome: 'unclear', httpStatus: null });
    expect(told(gateway)).toMatchObject([
      { message: 'Order', status: 'unclear', platform: 'shop-1', reference: 'C-1' },
    ]);
    expect(gateway.problems).toContain('message.unclear');
  });

  it('keeps the reference taken', async () => {
    const gateway = await silent(silence(true));
    await gateway.pass(DAY_MS / 24);
    await gateway.submit('Check', { ...submitted, toy: 'car' });
    expect(gateway.told.at(-1)).toMatchObject({ outcome: 'duplicate', status: 'unclear' });
  });

  it('waits and goes again where the call cannot have arrived', async () => {
    const gateway = await silent(silence(false), made);
    expect(await gateway.filing('C-1')).toMatchObject({ status: 'waiting' });
    await gateway.pass(3 * 60_000);
    expect(orders(gateway)).toBe(2);
    expect(await gateway.filing('C-1')).toMatchObject({ status: 'answered' });
    expect(told(gateway)).toEqual([]);
  });

  it('is unclear where its sender died, whether or not it had called', async () => {
    const gateway = await silent(() => Promise.reject(new Error('died')), made);
    expect(await gateway.filing('C-1')).toMatchObject({ status: 'sent' });
    await gateway.pass(60_000);
    expect(orders(gateway)).toBe(1);
    expect(await gateway.filing('C-1')).toMatchObject({ status: 'unclear' });
    expect(told(gateway)).toHaveLength(1);
  });

  it('is told again, under the same id, where its sender died before it could tell', async () => {
    const gateway = new ToyGateway();
    gateway.toymaker.answers.push(orderNow, silence(true));
    gateway.failsToTell = 'unclear';
    await gateway.submit('Check', submitted);
    expect(told(gateway)).toEqual([]);
    gateway.failsToTell = undefined;
    await gateway.pass(60_000);
    expect(told(gateway)).toMatchObject([{ id: 'unclear/toy/declaration/C-1/Order/1/toy-1/Order' }]);
  });

  it('is over once an answer comes all the same', async () => {
    const gateway = await silent(silence(true));
    const sent = (await gateway.ledger.sent(key, order)) as SentRecord;
    const at = new Date(gateway.clock + 1000).toISOString();
    const late = { type: 'received', message: 'Ordered', path: 'feed/news', at, messageId: 'n-1' } as const;
    await gateway.ledger.receive(key, { ...late, body: '{"state":"MADE"}', drift: [] }, { fact: 'released' });
    await gateway.run();
    expect(sent.settlement?.verdict).toBe('unclear');
    expect(await gateway.filing('C-1')).toMatchObject({ status: 'answered', state: 'released', errors: [] });
  });

  it('has what may go twice sent again', async () => {
    const gateway = new ToyGateway();
    gateway.toymaker.answers.push(silence(true), answer('Checked', { state: 'TAKEN' }));
    await gateway.submit('Check', submitted);
    await gateway.pass(3 * 60_000);
    expect(gateway.toymaker.calls).toHaveLength(2);
    expect(told(gateway)).toEqual([]);
  });
});
