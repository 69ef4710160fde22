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
import { creation, errorMessage, response, submissionOf } from '../../support/messages.ts';
import { received } from '../../support/records.ts';
import { sendPorts } from './support/send-ports.ts';

const START = Date.parse('2026-11-22T09:00:00.000Z');
const MINUTE = 60_000;
const keyOf = (reference: string, kind: FilingKind = 'declaration'): FilingKey => ({
  authority: 'delta-h7',
  kind,
  reference,
});

const validation = submissionOf({ header: { lrn: 'L-1' } }, { message: 'Validation_H7' });
const amendment = submissionOf(
  {
    header: { operatorRequestReference: 'REQ-1', amendmentMotivation: 'wrong goods', lrn: 'L-1' },
    declaration: creation('L-1', 'A').declaration,
  },
  { message: 'Request_Amendment_H7' },
);
const invalidationOf = (...lrns: string[]) =>
  submissionOf(
    {
      header: { operatorRequestReference: 'REQ-1', invalidationMotivation: 'ordered by mistake' },
      declarations: lrns.map((lrn) => ({ lrn })),
    },
    { message: 'Request_Invalidation_H7' },
  );
/** Each message that needs a declaration, before there is one: its text, its filing, and the pointer to it. */
const early = [
  ['Validation_H7', validation, keyOf('L-1')],
  ['Request_Amendment_H7', amendment, keyOf('REQ-1', 'request')],
  ['Request_Invalidation_H7', invalidationOf('L-1'), keyOf('REQ-1', 'request')],
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
  const answer = async (state: 'ANT' | 'VLD', lrn = 'L-1', reference = '2282319') => {
    const at = new Date(clock).toISOString();
    const message = response({
      ...{ lrn, reference },
      messageId: `r-${lrn}-${state}`,
      state,
      at: `${at.slice(0, 19)}Z[UTC]`,
      ...(state === 'VLD' && { mrn: '26FR0000000000TST5' }),
    });
    await ledger.receive(keyOf(lrn), received('Response_H7', message, { at }), { fact: 'answered' });
  };

  it.each(early)('%s waits, is told so once, and is refused with the reason once its time is over', async (...one) => {
    const [message, text, key] = one;
    await take(text);
    expect(await statusOf(key)).toBe('waiting');
    const errors = [{ errorDescription: 'the declaration is not known here yet' }];
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
    expect(told[1]?.errors?.[0]?.errorDescription).toContain('a declaration that is not known here after 60 minutes');
    expect(sent).toEqual([]);
  });

  it.each(early)('%s goes once the declaration was filed and answered after all', async (message, text, key) => {
    await take(text);
    clock += MINUTE;
    await take(submissionOf(creation('L-1', message === 'Validation_H7' ? 'D' : 'A')));
    expect(sent).toHaveLength(1);
    await answer(message === 'Validation_H7' ? 'ANT' : 'VLD');
    // The declaration's own filing shows who waits for it.
    const waiting = parkedSends(keyOf('L-1'), await ledger.records(keyOf('L-1')));
    expect(waiting).toEqual([{ key, sent: { message, attempt: 1 }, platform: 'shop-1' }]);
    clock += 1000;
    await takeUp(key, message);
    expect(sent).toHaveLength(2);
    expect(await statusOf(key)).toBe('sent');
  });

  it('[H7-C1] is refused when the declaration was rejected meanwhile, or refused before it was sent', async () => {
    await take(validation);
    await take(submissionOf(creation('L-1', 'D')));
    const at = new Date(clock).toISOString();
    const error = errorMessage('L-1');
    await ledger.receive(keyOf('L-1'), received('Error_H7', error, { at }), {
      fact: 'rejected',
    });
    await takeUp(keyOf('L-1'), 'Validation_H7');
    expect(told.at(-1)).toMatchObject({ outcome: 'refused', message: 'Validation_H7' });
    expect(told.at(-1)?.errors?.[0]?.errorDescription).toContain('a declaration that was rejected');

    await take(submissionOf({ header: { lrn: 'L-2' } }, { message: 'Validation_H7' }));
    await take(submissionOf({ ...creation('L-2', 'D'), declaration: {} }));
    await takeUp(keyOf('L-2'), 'Validation_H7');
    expect(told.at(-1)?.errors?.[0]?.errorDescription).toContain('a declaration that was refused');
  });

  it.each(['.', '..'])(
    '[H7-C1, H7-T1] is refused where the reference %s would lead its call to another path',
    async (reference) => {
      await take(submissionOf(creation('L-1', 'D')));
      await answer('ANT', 'L-1', reference);
      await take(validation);
      expect(sent).toHaveLength(1);
      const faults = [
        { rule: expect.stringContaining('customsDeclarationReference'), found: expect.stringMatching(/^string of/) },
      ];
      expect(told).toMatchObject([{ outcome: 'refused', message: 'Validation_H7', faults }]);
    },
  );

  it('is an invalidation of declarations of which some are known: it waits for the others', async () => {
    await take(submissionOf(creation('L-1', 'A')));
    await answer('VLD');
    await take(invalidationOf('L-1', 'L-2'));
    expect(await statusOf(keyOf('REQ-1', 'request'))).toBe('waiting');
    // The request about it does not make it known, and says nothing of what is to come.
    expect(await statusOf(keyOf('L-2'))).toBe('waiting');
    await take(submissionOf(creation('L-2', 'A')));
    await answer('VLD', 'L-2');
    await takeUp(keyOf('REQ-1', 'request'), 'Request_Invalidation_H7');
    expect(await statusOf(keyOf('REQ-1', 'request'))).toBe('sent');
  });
});
