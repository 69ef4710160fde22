import { describe, expect, it } from 'vitest';
import type { FilingKey } from '../../../functions/ledger/records.ts';
import { readCallback } from '../../../functions/receive/callback.ts';
import { filingOf, messageContractOf } from '../../../functions/receive/identify.ts';
import { callbackRoutes } from '../../../schemas/catalogue.ts';
import { memoryLedger } from '../../desk/support/memory-ledger.ts';
import { ask, complaint, receipt, technicalError } from '../../support/toy/messages.ts';
import { paths } from '../../support/toy/paths.ts';
import { received, sent } from '../../support/toy/records.ts';
import { TOY } from '../../support/toy/register.ts';

const header = { messageId: 'r-1' };
const asRecalled = { toys: [{ id: 'L-1', state: 'DROPPED' }] };
const asChanged = { id: 'L-1', declaration: { wish: 'a car' } };

function callbackOn(route: string, payload: object) {
  const found = callbackRoutes([TOY]).find(({ path }) => path === route);
  if (!found) throw new Error(`no route ${route}`);
  const pathParameters = route.includes('{') ? { requestNumber: '77', number: '77' } : {};
  const event = {
    resource: route,
    httpMethod: 'POST',
    pathParameters,
    body: JSON.stringify({ header, answer: header.messageId, ...payload }),
  };
  return readCallback({ ...event, isBase64Encoded: false } as never, found);
}

/** The message that an answer on the route that both share is taken for. */
function messageOf(payload: object, asked: string | undefined, route: string = paths.decisions) {
  const records = asked ? [sent({ message: asked })] : [received('Registered', { header })];
  return messageContractOf(callbackOn(route, { request: 'REQ-1', ...payload }), records).message;
}

describe('an answer on a route that messages share', () => {
  const shapes = { nothing: {}, asRecalled, asChanged, both: { ...asRecalled, ...asChanged } };

  it.each(Object.entries(shapes))('is the answer to what was asked, whatever it looks like: %s', (_, payload) => {
    expect(messageOf(payload, 'Recall')).toBe('Recalled');
    expect(messageOf(payload, 'Change')).toBe('Changed');
  });

  it('is what it looks like only where nobody knows what was asked', () => {
    expect(messageOf(asRecalled, undefined)).toBe('Recalled');
    expect(messageOf(asChanged, undefined)).toBe('Changed');
  });

  it('is the only message of a route that no other shares, whatever was asked', () => {
    for (const asked of ['Recall', 'Change', undefined])
      expect(messageOf(asChanged, asked, paths.registrations)).toBe('Registered');
  });
});

describe('a message about an enquiry that names none of what it asked for', () => {
  const keyOf = (kind: string, reference: string): FilingKey => ({ authority: TOY, kind, reference });
  const question = (reference: string) => keyOf('consultation', reference);
  /** The instant that lies so many seconds back, ISO 8601. */
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();

  /** A ledger with two questions, the older about `A` and the younger about `B`. */
  async function asked() {
    const ledger = memoryLedger();
    for (const [name, seconds] of [
      ['A', 60],
      ['B', 30],
    ] as const) {
      const record = { message: 'Ask', messageId: name, at: ago(seconds), body: JSON.stringify(ask(name, name)) };
      await ledger.claim(question(name), sent(record));
    }
    return ledger;
  }
  const answer = (messageId: string, at: string) => {
    const body = { answer: messageId, toys: [] };
    return received('Reply', body, { at });
  };
  const takenFor = (ledger: ReturnType<typeof memoryLedger>, route: string = paths.told, says: object = { toys: [] }) =>
    filingOf(callbackOn(route, says), ledger);

  it('is taken for the oldest that waits, and for the same one each time that it comes', async () => {
    const ledger = await asked();
    expect(await takenFor(ledger)).toEqual(question('A'));
    await ledger.receive(question('A'), answer('a-1', ago(20)), { fact: 'answered' });
    expect(await takenFor(ledger)).toEqual(question('B'));
    await ledger.receive(question('A'), answer('r-1', ago(10)), { fact: 'answered' });
    expect(await takenFor(ledger)).toEqual(question('A'));
  });

  it('is taken for one on which the authority failed, and that went again', async () => {
    const ledger = await asked();
    const failure = received('Complaint', complaint([technicalError]), { at: ago(50), path: paths.complaints });
    await ledger.receive(question('A'), failure, { fact: 'answered' });
    expect(await takenFor(ledger)).toEqual(question('A'));
  });

  it.each([
    ['before it was asked for them, for the next', 70, 'B'],
    ['afterwards, for the oldest all the same', 50, 'A'],
  ])('is taken, where the authority took the declarations %s', async (_, seconds, reference) => {
    const ledger = await asked();
    const known = received('Receipt', receipt({ id: 'A', messageId: 'r-0' }), { at: ago(seconds) });
    await ledger.receive(keyOf('declaration', 'A'), known, { fact: 'answered' });
    expect(await takenFor(ledger)).toEqual(question(reference));
  });

  it('is taken for the oldest that waits where it is an error, which names nothing either', async () => {
    const ledger = await asked();
    const error = { errors: [technicalError], technical: true };
    expect(await takenFor(ledger, paths.complaints, error)).toEqual(question('A'));
    await expect(takenFor(ledger, paths.requestComplaints, error)).rejects.toMatchObject({ code: 'NO_REFERENCE' });
  });

  it('is taken for the one that asked for what it names, and is refused where it is an error and none waits', async () => {
    const ledger = await asked();
    const via = { kind: 'consultation', reference: 'B' } as const;
    const record = { type: 'asked', message: 'Ask', attempt: 1, messageId: 'B', at: ago(30), via } as const;
    await ledger.ask(keyOf('declaration', 'B'), record);
    expect(await takenFor(ledger, paths.told, { toys: [{ id: 'B' }] })).toEqual(question('B'));
    const said = takenFor(memoryLedger(), paths.complaints, { errors: [technicalError] });
    await expect(said).rejects.toMatchObject({ status: 400, code: 'NO_REFERENCE' });
  });
});
