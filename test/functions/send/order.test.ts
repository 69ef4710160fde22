import { beforeEach, describe, expect, it } from 'vitest';
import type { OutgoingMessage, Verdict } from '../../../functions/authorities/authority.ts';
import { readFiling } from '../../../functions/ledger/filing.ts';
import type { FilingKey } from '../../../functions/ledger/records.ts';
import { parkedSends } from '../../../functions/notify/parked-sends.ts';
import type { SendPorts } from '../../../functions/send/ports.ts';
import type { FilingKind } from '../../../schemas/filing.ts';
import type { Outcome } from '../../../schemas/outcome.ts';
import { memoryLedger } from '../../desk/support/memory-ledger.ts';
import { dispatchText } from '../../support/dispatch-text.ts';
import { change, complaint, hurry, letter, recall, receipt, submissionOf } from '../../support/toy/messages.ts';
import { sendPorts } from '../../support/toy/ports.ts';
import { received, stated } from '../../support/toy/records.ts';
import { TOY } from '../../support/toy/register.ts';

const START = Date.parse('2026-11-22T09:00:00.000Z');
const MINUTE = 60_000;
const keyOf = (reference: string, kind: FilingKind = 'declaration'): FilingKey => ({
  authority: TOY,
  kind,
  reference,
});

const HURRY = submissionOf('Hurry', hurry());
const CHANGE = submissionOf('Change', change('REQ-1'));
const recallOf = (...ids: string[]) => submissionOf('Recall', recall('REQ-1', ...ids));
const filed = (id = 'L-1') => submissionOf('Letter', letter(id));
/** Each message that needs a letter, before there is one: its text, its filing, and the pointer to it. */
const early = [
  ['Hurry', HURRY, keyOf('L-1')],
  ['Change', CHANGE, keyOf('REQ-1', 'request')],
  ['Recall', recallOf('L-1'), keyOf('REQ-1', 'request')],
] as const;

describe('[F7] a message that comes before its declaration', () => {
  let clock: number;
  let sent: string[];
  let told: Outcome[];
  let ledger: ReturnType<typeof memoryLedger>;
  let ports: SendPorts;
  let queued: number;

  beforeEach(() => {
    clock = START;
    sent = [];
    told = [];
    queued = 0;
    ledger = memoryLedger();
    const now = () => new Date(clock);
    const send = async ({ path }: OutgoingMessage): Promise<Verdict> => {
      sent.push(path);
      return { kind: 'accepted', httpStatus: 200 };
    };
    ports = sendPorts({ now, send }, { ledger, outcomes: { publish: async (outcome) => void told.push(outcome) } });
  });

  const take = (text: string, receiveCount = 1) => {
    queued += 1;
    return dispatchText(text, { id: `q-${queued}`, receiveCount }, ports);
  };
  const takeUp = (key: FilingKey, message: string) => take(JSON.stringify({ resume: { ...key, message, attempt: 1 } }));
  const filing = async (key: FilingKey) => readFiling(key, await ledger.records(key)).filing;
  const statusOf = async (key: FilingKey) => (await filing(key)).status;
  const answer = async (state: 'WISHED' | 'TAKEN', id = 'L-1', number = '77') => {
    const at = new Date(clock).toISOString();
    const message = receipt({ id, number, state, messageId: `r-${id}-${state}`, since: at });
    await ledger.receive(keyOf(id), received('Receipt', message, { at }), { fact: 'answered' });
  };

  it.each(early)('%s waits, is told so once, and is refused with the reason once its time is over', async (...one) => {
    const [message, text, key] = one;
    await take(text);
    expect(await statusOf(key)).toBe('waiting');
    const errors = [{ errorDescription: 'the letter is not known here yet' }];
    expect(told).toMatchObject([{ outcome: 'waiting', message, errors }]);

    clock = START + 59 * MINUTE;
    await takeUp(key, message);
    expect(await statusOf(key)).toBe('waiting');
    const [waiting] = (await ledger.records(key)).flatMap((record) => (record.type === 'sent' ? [record] : []));
    expect(waiting?.settlement).toMatchObject({ due: new Date(START + 60 * MINUTE).toISOString() });

    clock = START + 60 * MINUTE;
    await takeUp(key, message);
    expect(await statusOf(key)).toBe('refused');
    expect(told.map(({ outcome }) => outcome)).toEqual(['waiting', 'refused']);
    expect(told[1]?.errors?.[0]?.errorDescription).toContain('a letter that is not known here after 60 minutes');
    expect(sent).toEqual([]);
  });

  it.each(early)('%s goes once the declaration was filed and answered after all', async (message, text, key) => {
    await take(text);
    clock += MINUTE;
    await take(filed());
    expect(sent).toHaveLength(1);
    await answer(message === 'Hurry' ? 'WISHED' : 'TAKEN');
    // The declaration's own filing shows who waits for it.
    const waiting = parkedSends(keyOf('L-1'), await ledger.records(keyOf('L-1')));
    expect(waiting).toEqual([{ key, sent: { message, attempt: 1 }, platform: 'shop-1' }]);
    clock += 1000;
    await takeUp(key, message);
    expect(sent).toHaveLength(2);
    expect(await statusOf(key)).toBe('sent');
  });

  it.each(early)(
    '%s waits on a lane that is held, and is refused there, too, when its time is over',
    async (...one) => {
      const [message, text, key] = one;
      ports.parking = { until: START + 600 * MINUTE, reason: 'paused: maintenance' };
      await take(text);
      expect(told.map(({ outcome }) => outcome)).toEqual(['waiting']);
      clock = START + 60 * MINUTE;
      await takeUp(key, message);
      expect(await statusOf(key)).toBe('refused');
    },
  );

  it('waits as long as it takes once the declaration is known, and is not refused for its time', async () => {
    await take(HURRY);
    ports.parking = { until: START + 600 * MINUTE, reason: 'paused: maintenance' };
    await take(filed());
    clock = START + 600 * MINUTE;
    await takeUp(keyOf('L-1'), 'Hurry');
    const { history } = await filing(keyOf('L-1'));
    expect(history.map(({ message, outcome }) => `${message} ${outcome}`)).toContain('Hurry held');
  });

  it('is refused when the declaration was rejected meanwhile, or refused before it was sent', async () => {
    await take(HURRY);
    await take(filed());
    const at = new Date(clock).toISOString();
    await ledger.receive(keyOf('L-1'), received('Complaint', complaint(), { at }), { fact: 'rejected' });
    await takeUp(keyOf('L-1'), 'Hurry');
    expect(told.at(-1)).toMatchObject({ outcome: 'refused', message: 'Hurry' });
    expect(told.at(-1)?.errors?.[0]?.errorDescription).toContain('a letter that was rejected');

    await take(submissionOf('Hurry', hurry('L-2')));
    await take(submissionOf('Letter', letter('L-2', { wish: 7 })));
    await takeUp(keyOf('L-2'), 'Hurry');
    expect(told.at(-1)?.errors?.[0]?.errorDescription).toContain('a letter that was refused');
  });

  it.each(['.', '..'])('is refused where the reference %s would lead its call to another path', async (reference) => {
    await take(filed());
    await answer('WISHED', 'L-1', reference);
    await take(HURRY);
    expect(sent).toHaveLength(1);
    const faults = [{ rule: expect.stringContaining('number'), found: expect.stringMatching(/^string of/) }];
    expect(told).toMatchObject([{ outcome: 'refused', message: 'Hurry', faults }]);
  });

  it.each(['...', '../x', '%2e%2e', 'a b?#'])(
    'goes on the path of its reference %s, whatever is in it',
    async (reference) => {
      await take(filed());
      await answer('WISHED', 'L-1', reference);
      await take(HURRY);
      const [, path = ''] = sent;
      expect(decodeURIComponent(new URL(path, 'http://h').pathname)).toBe(`/toys/${reference}/hurries`);
    },
  );

  it('is about several of which some are known: it waits for the others', async () => {
    await take(filed());
    await answer('TAKEN');
    await take(recallOf('L-1', 'L-2'));
    expect(await statusOf(keyOf('REQ-1', 'request'))).toBe('waiting');
    // The request about it does not make it known, and says nothing of what is to come.
    expect(await statusOf(keyOf('L-2'))).toBe('waiting');
    await take(filed('L-2'));
    await answer('TAKEN', 'L-2');
    await takeUp(keyOf('REQ-1', 'request'), 'Recall');
    expect(await statusOf(keyOf('REQ-1', 'request'))).toBe('sent');
  });

  it('waits also for one that the authority, being asked, did not know', async () => {
    await ledger.state(keyOf('L-1'), stated({ unknownToAuthority: true }), { fact: 'answered' });
    await take(HURRY);
    clock = START + 60 * MINUTE;
    await takeUp(keyOf('L-1'), 'Hurry');
    expect(told.map(({ outcome }) => outcome)).toEqual(['waiting', 'refused']);
  });

  it('is refused at once where the lane has it wait for no time', async () => {
    ports.waitForDeclarationMinutes = 0;
    await take(HURRY);
    expect(told).toMatchObject([{ outcome: 'refused', faults: [{ found: 'a letter that is not known here' }] }]);
  });

  it('is noted with its declarations also by the sender after one that died', async () => {
    const { ask } = ledger;
    ledger.ask = async () => {
      throw new Error('killed');
    };
    queued = 0;
    await expect(take(recallOf('L-1'))).rejects.toThrow('killed');
    ledger.ask = ask;
    queued = 0;
    await take(recallOf('L-1'), 2);
    expect(parkedSends(keyOf('L-1'), await ledger.records(keyOf('L-1')))).toHaveLength(1);
  });
});
