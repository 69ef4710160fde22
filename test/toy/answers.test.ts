import { describe, expect, it } from 'vitest';
import type { AnswerMessage, Verdict } from '../../functions/authorities/authority.ts';
import type { LedgerRecord } from '../../functions/ledger/records.ts';
import { TOY, ToyGateway } from '../support/toy/gateway.ts';

const key = { authority: TOY, kind: 'declaration', reference: 'C-1' } as const;
const answered = (body: object, more: Partial<AnswerMessage> = {}): Verdict => ({
  kind: 'accepted',
  httpStatus: 200,
  answer: { message: 'Checked', body: JSON.stringify(body), ...more },
});
const submitted = { id: 'C-1', toy: 'train' };
const tooBig = { errors: [{ errorCode: 'BIG' }, { errorCode: 'RED' }] };
const refusal: Verdict = {
  kind: 'refused',
  httpStatus: 400,
  error: { errorCode: 'BIG' },
  answer: { message: 'Checked', body: JSON.stringify(tooBig) },
};
const received = (records: readonly LedgerRecord[]) => records.filter((record) => record.type === 'received');
const told = (gateway: ToyGateway) => gateway.told.map(({ outcome, status }) => [outcome, status]);

describe('an answer in the response of a call', () => {
  it('is a received message of the filing, and is told of as any', async () => {
    const gateway = new ToyGateway();
    gateway.toymaker.answers.push(answered({ state: 'TAKEN' }, { raw: '<state>TAKEN</state>', messageId: 'a-1' }));
    await gateway.submit('Check', submitted);
    expect(received(await gateway.ledger.records(key))).toMatchObject([
      { message: 'Checked', body: '{"state":"TAKEN"}', raw: '<state>TAKEN</state>', messageId: 'a-1', drift: [] },
    ]);
    const filing = await gateway.filing('C-1');
    expect(filing).toMatchObject({ status: 'answered', state: 'validated', rawState: 'TAKEN', errors: [] });
    expect(filing.history.map(({ direction, message, outcome }) => [direction, message, outcome])).toEqual([
      ['sent', 'Check', 'accepted'],
      ['received', 'Checked', 'taken'],
    ]);
    expect(gateway.told).toMatchObject([
      { outcome: 'accepted', message: 'Checked', reference: 'C-1', platform: 'shop-1' },
    ]);
  });

  it('with errors rejects what was sent, which may be corrected', async () => {
    const gateway = new ToyGateway();
    gateway.toymaker.answers.push(answered(tooBig), answered({ state: 'TAKEN' }));
    await gateway.submit('Check', submitted);
    expect(await gateway.filing('C-1')).toMatchObject({ status: 'rejected', errors: tooBig.errors });
    expect(gateway.told).toMatchObject([{ outcome: 'rejected', rejectedMessage: 'Check', errors: tooBig.errors }]);

    gateway.clock += 1000;
    await gateway.submit('Check', { ...submitted, toy: 'car' });
    expect(await gateway.filing('C-1')).toMatchObject({ status: 'answered', errors: [] });
    expect(told(gateway).at(-1)).toEqual(['accepted', 'answered']);
  });

  it('that refuses is told of once, with every error, and stands in the history as refused', async () => {
    const gateway = new ToyGateway();
    gateway.toymaker.answers.push(refusal);
    await gateway.submit('Check', submitted);
    expect(told(gateway)).toEqual([['refused', 'refused']]);
    const filing = await gateway.filing('C-1');
    expect(filing).toMatchObject({ status: 'refused', errors: tooBig.errors });
    expect(filing.history[0]).toMatchObject({ outcome: 'refused', httpStatus: 400 });
    // It has the status of its call, not the 200 with which a callback is taken.
    expect(filing.history[1]).toMatchObject({ direction: 'received', message: 'Checked', httpStatus: 400 });

    gateway.clock += 1000;
    await gateway.submit('Check', submitted);
    expect(told(gateway).at(-1)).toEqual(['duplicate', 'refused']);
    expect(gateway.toymaker.calls).toHaveLength(1);
  });

  it('that says that the message is there already shows that an earlier call arrived, to be confirmed', async () => {
    const gateway = new ToyGateway();
    const lost = { cause: 'timeout', httpStatus: null, mayHaveArrived: true, error: {} } as const;
    const repetition = { ...answered({ errors: [{ errorCode: 'TWICE' }] }), isRepetition: true } as Verdict;
    gateway.toymaker.answers.push({ kind: 'unavailable', ...lost }, repetition);
    await gateway.submit('Check', submitted);
    await gateway.pass(3 * 60_000);
    const filing = await gateway.filing('C-1');
    expect(filing).toMatchObject({ status: 'answered', state: 'validated', authorityReference: null, errors: [] });
    expect(filing.history.map(({ message, outcome }) => [message, outcome])).toEqual([
      ['Check', 'accepted'],
      ['Checked', 'arrived, to be confirmed'],
    ]);
    expect(told(gateway)).toEqual([['accepted', 'answered']]);
    await gateway.pass(86_400_000);
    expect(gateway.toymaker.calls).toHaveLength(2);
  });

  it('is all that is waited for: a message that is answered in its call has no clock while it is in flight', async () => {
    const gateway = new ToyGateway();
    const listed = async () => {
      const found: string[] = [];
      for await (const one of gateway.openFilings()) found.push(one.reference);
      return found;
    };
    const during: string[][] = [];
    const look = async () => {
      during.push(await listed());
      return answered({ state: 'TAKEN' });
    };
    gateway.toymaker.answers.push(look, look);
    await gateway.submit('Check', submitted);
    await gateway.submit('Letter', { id: 'L-1', wish: 'a train' });
    expect(during).toEqual([[], ['L-1']]);
    expect(await gateway.filing('C-1')).toMatchObject({ status: 'answered' });
  });

  it('is overdue like any other where the response has none', async () => {
    const gateway = new ToyGateway();
    await gateway.submit('Check', submitted);
    expect(await gateway.filing('C-1')).toMatchObject({ status: 'sent' });
    await gateway.pass(31 * 60_000);
    expect(told(gateway)).toEqual([['overdue', 'sent']]);
  });

  it('is stored before the call is settled: a sender that died in between is not asked again', async () => {
    for (const verdict of [answered({ state: 'TAKEN' }), refusal]) {
      const gateway = new ToyGateway();
      gateway.toymaker.answers.push(verdict);
      const { settle } = gateway.ledger;
      gateway.ledger.settle = () => Promise.reject(new Error('died'));
      await gateway.submit('Check', submitted);
      expect(received(await gateway.ledger.records(key))).toHaveLength(1);
      gateway.ledger.settle = settle;
      await gateway.pass(31 * 60_000);
      expect(gateway.toymaker.calls).toHaveLength(1);
      const status = verdict.kind === 'accepted' ? 'answered' : 'refused';
      expect(await gateway.filing('C-1')).toMatchObject({ status });
      expect(told(gateway).map(([, one]) => one)).toEqual([status]);
    }
  });

  it('that failed technically has it sent again, each time that it is given', async () => {
    const gateway = new ToyGateway();
    const failed = answered({ errors: [{ errorCode: 'ILL' }], technical: true });
    gateway.toymaker.answers.push(failed, failed, answered({ state: 'TAKEN' }));
    await gateway.submit('Check', submitted);
    expect(await gateway.filing('C-1')).toMatchObject({ status: 'waiting' });
    await gateway.pass(6 * 60_000);
    expect(gateway.toymaker.calls).toHaveLength(3);
    expect(told(gateway).map(([outcome]) => outcome)).toEqual(['error', 'error', 'accepted']);
  });

  it('comes again where its sender died before it was stored', async () => {
    const gateway = new ToyGateway();
    gateway.toymaker.answers.push(answered({ state: 'TAKEN' }), answered({ state: 'TAKEN' }));
    const { receive } = gateway.ledger;
    gateway.ledger.receive = () => Promise.reject(new Error('died'));
    await gateway.submit('Check', submitted);
    gateway.ledger.receive = receive;
    await gateway.pass(2000);
    expect(gateway.toymaker.calls).toHaveLength(2);
    expect(await gateway.filing('C-1')).toMatchObject({ status: 'answered' });
  });

  it('departs from the contract and is kept all the same', async () => {
    const gateway = new ToyGateway();
    gateway.toymaker.answers.push(answered({ state: 7 }));
    await gateway.submit('Check', submitted);
    expect(received(await gateway.ledger.records(key))[0]?.drift).not.toEqual([]);
    expect(gateway.problems).toEqual(['callback.drift']);
  });
});
