import { describe, expect, it } from 'vitest';
import { withdrawWaiting } from '../../desk/actions/withdraw.ts';
import type { Verdict } from '../../functions/authorities/authority.ts';
import { readFiling } from '../../functions/ledger/filing.ts';
import { TOY, ToyGateway } from '../support/toy/gateway.ts';
import { complaint, letter, receipt, twice, wrong } from '../support/toy/messages.ts';
import { paths } from '../support/toy/paths.ts';
import { received, sent } from '../support/toy/records.ts';

const key = { authority: TOY, kind: 'declaration', reference: 'L-1' } as const;
const silence: Verdict = { kind: 'unavailable', httpStatus: 500, error: {}, cause: 'http-500', mayHaveArrived: true };
const iso = (time: number) => new Date(time).toISOString();
const corrected = letter('L-1', { wish: 'a car' });

/** A complaint that the toymaker wrote at this time. */
const error = (messageId: string, written: number, errors: object[] = [wrong]) => ({
  ...complaint(errors, { messageId }),
  header: { messageId, issued: iso(written) },
});
const told = (gateway: ToyGateway) =>
  gateway.told.map(({ outcome, message, status }) => `${outcome} ${message} ${status}`);
const withdraw = (gateway: ToyGateway, message?: string) =>
  withdrawWaiting(key, { reason: 'no', message }, { ...gateway.ports, now: () => new Date(gateway.clock) });

describe('the rejection of a message is told', () => {
  it('[H7-Efunc] where another waited for it, and was withdrawn', async () => {
    const gateway = new ToyGateway();
    await gateway.submit('Letter', letter());
    await gateway.submit('Reminder', letter());
    await withdraw(gateway, 'Reminder');
    expect(await gateway.filing('L-1')).toMatchObject({ status: 'sent', errors: [] });
    await gateway.callBack(paths.complaints, error('e-1', gateway.clock));
    expect(told(gateway).at(-1)).toBe('rejected Complaint rejected');
  });

  it('[H7-Efunc] where its correction was claimed before it was told', async () => {
    const gateway = new ToyGateway();
    await gateway.submit('Letter', letter());
    gateway.isNotifying = false;
    await gateway.callBack(paths.complaints, error('e-1', gateway.clock));
    gateway.clock += 1000;
    await gateway.submit('Letter', corrected);
    gateway.isNotifying = true;
    await gateway.run();
    expect(told(gateway)).toEqual(['rejected Complaint sent']);
  });

  it('[H7-Efunc] where it was withdrawn after it had arrived, and was submitted again unchanged', async () => {
    const gateway = new ToyGateway();
    await gateway.submit('Letter', letter());
    await gateway.callBack(paths.complaints, error('e-1', gateway.clock));
    gateway.toymaker.answers.push(silence);
    const taken = gateway.clock;
    await gateway.submit('Letter', corrected);
    await withdraw(gateway);
    await gateway.pass(600_000);
    await gateway.submit('Letter', corrected);
    await gateway.callBack(paths.complaints, error('e-2', gateway.clock, [twice]));
    await gateway.callBack(paths.complaints, error('e-3', taken + 2000));
    expect(await gateway.filing('L-1')).toMatchObject({ status: 'rejected' });
    expect(told(gateway).filter((one) => one.startsWith('rejected'))).toHaveLength(2);
  });

  it('[H7-Efunc] where it came in the response to the call, whatever time stands in it', async () => {
    const gateway = new ToyGateway();
    const answered = (messageId: string, issued: number): Verdict => {
      const body = JSON.stringify({ header: { messageId, issued: iso(issued) }, errors: [wrong] });
      return { kind: 'accepted', httpStatus: 200, answer: { message: 'Checked', body } };
    };
    gateway.toymaker.answers.push(answered('x-1', gateway.clock), answered('x-2', gateway.clock - 120_000));
    await gateway.submit('Check', { id: 'L-1', toy: 'a' });
    gateway.clock += 1000;
    await gateway.submit('Check', { id: 'L-1', toy: 'b' });
    expect(told(gateway)).toEqual(Array(2).fill('rejected Checked rejected'));
  });

  it.each(['0001-01-01T00:00:00Z', '1970-01-01T00:00:00Z'])('[H7-Efunc] where every time reads %s', async (issued) => {
    const gateway = new ToyGateway();
    for (const wish of ['a kite', 'a car']) {
      await gateway.submit('Letter', letter('L-1', { wish }));
      await gateway.callBack(paths.complaints, { ...error(`e-${wish}`, 0), header: { messageId: wish, issued } });
      await gateway.pass(600_000);
    }
    expect(told(gateway)).toEqual(Array(2).fill('rejected Complaint rejected'));
  });
});

describe('an error about a message that is over is told to nobody', () => {
  it.each(['Letter', 'Reminder'])(
    '[H7-Efunc] where it was taken out after it had arrived, and a %s waits in its place',
    async (next) => {
      const gateway = new ToyGateway();
      const taken = gateway.clock;
      gateway.toymaker.answers.push(silence);
      await gateway.submit('Letter', letter());
      if (next === 'Letter') await withdraw(gateway);
      await gateway.submit(next, corrected);
      gateway.clock += 5000;
      await gateway.callBack(paths.complaints, error('e-1', taken + 2000));
      expect(told(gateway).filter((one) => one.startsWith('rejected'))).toEqual([]);
    },
  );

  it('[H7-Efunc] where what supersedes it has left since', async () => {
    const gateway = new ToyGateway();
    const taken = gateway.clock;
    gateway.toymaker.answers.push(silence);
    await gateway.submit('Letter', letter());
    await gateway.submit('Reminder', corrected);
    await gateway.pass(600_000);
    expect(gateway.toymaker.calls.map(({ message }) => message)).toEqual(['Letter', 'Reminder']);
    await gateway.callBack(paths.complaints, error('e-1', taken + 500));
    expect(await gateway.filing('L-1')).toMatchObject({ status: 'sent' });
    expect(told(gateway).filter((one) => one.startsWith('rejected'))).toEqual([]);
  });

  it('[F1] where its correction is answered', async () => {
    const gateway = new ToyGateway();
    gateway.toymaker.answers.push(silence);
    await gateway.submit('Letter', letter());
    const start = gateway.clock;
    await gateway.pass(180_000);
    await gateway.callBack(paths.complaints, error('e-1', start + 2000));
    await gateway.submit('Letter', corrected);
    await gateway.callBack(paths.receipts, receipt({ since: iso(gateway.clock) }));
    await gateway.callBack(paths.complaints, error('e-2', start + 64_000));
    expect(told(gateway)).toEqual(['rejected Complaint rejected', 'accepted Receipt answered']);
  });
});

it('[H7-X7] an answer that does not know a message says nothing of one that left after the question', async () => {
  const gateway = new ToyGateway();
  await gateway.submit('Ask', { header: { messageId: 'q-1' }, toys: [{ id: 'L-1' }] }, { reason: 'why' });
  gateway.clock += 100;
  await gateway.submit('Letter', letter());
  const header = { issued: iso(gateway.clock) };
  await gateway.callBack(paths.told, { header, answer: 't-1', question: 'q-1', toys: [] });
  expect(await gateway.filing('L-1')).toMatchObject({ status: 'sent' });
  await gateway.submit('Letter', letter());
  expect(gateway.toymaker.calls.filter(({ message }) => message === 'Letter')).toHaveLength(1);
});

it('thousands of errors under one reference are judged in one look', () => {
  const start = Date.parse('2026-11-22T09:00:00.000Z');
  const errors = Array.from({ length: 3000 }, (_, n) => {
    const header = { messageId: `e-${n}`, issued: '2026-11-22T09:00:00[Europe/Paris]' };
    return received('Complaint', { ...complaint(), header }, { at: iso(start + n + 1), messageId: `e-${n}` });
  });
  const correction = sent({ attempt: 2, at: iso(start + 1500.5), messageId: 'm-2', digest: 'd-2' });
  const records = [sent(), ...errors.slice(0, 1500), correction, ...errors.slice(1500)];
  expect(readFiling(key, records).filing.status).toBe('rejected');
});
