import type { SQSRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import type { Grant } from '../../../functions/admission/admit.ts';
import { initialState } from '../../../functions/admission/state.ts';
import { dynamoDbRedrives } from '../../../functions/outbox/redrives.ts';
import { sendBatch } from '../../../functions/send/batch.ts';
import { ledgerTables } from '../../support/ledger-tables.ts';
import { letter, submissionOf } from '../../support/toy/messages.ts';
import { batchPorts } from '../../support/toy/ports.ts';
import { TOY } from '../../support/toy/register.ts';

const START = Date.parse('2026-11-22T09:00:00.000Z');
const MINUTE = 60_000;

const records = ['A', 'B', 'C'].map(
  (id) =>
    ({
      messageId: `q-${id}`,
      receiptHandle: `r-${id}`,
      body: submissionOf('Letter', letter(id)),
      attributes: { ApproximateReceiveCount: '1' },
      messageAttributes: {},
    }) as unknown as SQSRecord,
);

/** A sender whose admission gives these grants, one after another, and whose time passes as it sleeps. */
function sender(...grants: ((now: number) => Grant)[]) {
  let clock = START;
  const seen = { sent: [] as string[], postponed: [] as number[], finished: [] as string[] };
  const now = () => new Date(clock);
  const ports = batchPorts(
    {
      now,
      send: async ({ body }) => {
        seen.sent.push(JSON.parse(body).id);
        return { kind: 'accepted', httpStatus: 200 };
      },
    },
    {
      admission: {
        admit: async () => (grants.shift() ?? (() => ({ kind: 'later', until: clock + MINUTE }) as const))(clock),
        report: async () => undefined,
        isSending: async () => true,
        state: async () => initialState,
      },
      sleep: async (ms) => {
        clock += ms;
      },
      postpone: async (_, seconds) => void seen.postponed.push(seconds),
      finished: { add: (receipt) => void seen.finished.push(receipt), end: async () => {} },
    },
  );
  const send = (minutes: number) => {
    const end = START + minutes * MINUTE;
    return sendBatch(records, { isFirst: false, hasTime: (start) => start < end }, ports);
  };
  return { seen, send, ports };
}

const later = (now: number): Grant => ({ kind: 'later', until: now + MINUTE });
const all = (now: number): Grant => ({ kind: 'send', count: 3, start: now + 60, interval: 7 });

describe('a batch', () => {
  const tables = ledgerTables();

  it('is sent whole, and each message leaves the queue as soon as it is sent', async () => {
    const { seen, send } = sender(all);
    expect(await send(4)).toEqual([]);
    expect(seen.sent).toEqual(['A', 'B', 'C']);
    expect(seen.finished).toEqual(['r-A', 'r-B', 'r-C']);
  });

  it('keeps what would not be sent again on the queue to its end, unless it comes again', async () => {
    const { seen, ports } = sender(all);
    const { send } = ports.authority;
    ports.authority.send = async (message) =>
      JSON.parse(message.body).id === 'B' ? send(message) : { kind: 'pending', httpStatus: 202, retryMs: 1000 };
    const [a, b, c] = records as [SQSRecord, SQSRecord, SQSRecord];
    const again = { ...c, attributes: { ...c.attributes, ApproximateReceiveCount: '2' } };
    expect(await sendBatch([a, b, again], { isFirst: false, hasTime: () => true }, ports)).toEqual([]);
    expect(seen.finished.toSorted()).toEqual(['r-B', 'r-C']);
  });

  it('[H7-S1] is kept while the hour is used up, and not turned over on the queue', async () => {
    const { seen, send } = sender(later, later, all);
    expect(await send(4)).toEqual([]);
    expect(seen.sent).toEqual(['A', 'B', 'C']);
    expect(seen.postponed).toEqual([]);
  });

  it('goes back to the queue until there is a turn where the function ends before', async () => {
    const { seen, send } = sender();
    expect(await send(4)).toEqual(records.map(({ messageId }) => ({ itemIdentifier: messageId })));
    expect(seen.sent).toEqual([]);
    expect(seen.postponed).toEqual([60]);
    expect(seen.finished).toEqual([]);
  });

  it('parks a message whose turn comes so late that the function would end with its call in flight', async () => {
    const one = (now: number, ms: number): Grant => ({ kind: 'send', count: 1, start: now + ms, interval: 7 });
    const { seen, ports } = sender(
      (now) => one(now, 60),
      (now) => one(now, MINUTE),
    );
    const { sleep } = ports;
    ports.sleep = (ms) => sleep(ms < 1000 ? ms + 100 : ms);
    const end = START + 500;
    const hasTime = (start: number) => Math.max(start, ports.now().getTime()) < end;
    const [first] = records as [SQSRecord];
    expect(await sendBatch([first], { isFirst: false, hasTime }, ports)).toEqual([]);
    expect(seen.sent).toEqual([]);
    const [parked] = await ports.ledger.records({ authority: TOY, kind: 'declaration', reference: 'A' });
    expect(parked).toMatchObject({
      settlement: { verdict: 'parked', error: { errorDescription: 'waits: its sender has no time left' } },
    });
  });

  it('[F9] has what fails come back after a second, and sooner than the queue would give it', async () => {
    const { seen, send, ports } = sender(all);
    ports.ledger = {
      ...ports.ledger,
      claim: async () => {
        throw new Error('no table');
      },
    };
    expect(await send(4)).toEqual(records.map(({ messageId }) => ({ itemIdentifier: messageId })));
    expect(seen.postponed).toEqual([1, 1, 1]);
  });

  it.each(['x'.repeat(3000), 'q/../1', ''])(
    '[F9] takes a message that says falsely that it was put back',
    async (id) => {
      const { seen, ports } = sender((now) => ({ kind: 'send', count: 1, start: now + 60, interval: 7 }));
      ports.redrives = dynamoDbRedrives(tables.client, await tables.make());
      const messageAttributes = { redrivenFrom: { dataType: 'String', stringValue: id } };
      const [record] = records as [SQSRecord];
      const claiming = { ...record, messageAttributes } as unknown as SQSRecord;
      expect(await sendBatch([claiming], { isFirst: false, hasTime: () => true }, ports)).toEqual([]);
      expect(seen.sent).toEqual(['A']);
    },
  );

  it('asks again for what was granted no turn, so that the queue does not hand it out for each bit of an hour', async () => {
    const [two, one] = [2, 1].map(
      (count) =>
        (now: number): Grant => ({
          ...{ kind: 'send', count, start: now + 10, interval: 1 },
        }),
    );
    const { seen, send } = sender(two as never, one as never);
    expect(await send(4)).toEqual([]);
    expect(seen.sent).toEqual(['A', 'B', 'C']);
    expect(seen.postponed).toEqual([]);
  });

  it('gives back what has no turn before the function ends, until it has one', async () => {
    const { seen, send } = sender(
      (now) => ({ kind: 'send', count: 2, start: now + 60, interval: 7 }),
      (now) => ({ kind: 'later', until: now + 10 * MINUTE }),
    );
    expect(await send(4)).toEqual([{ itemIdentifier: 'q-C' }]);
    expect(seen.sent).toEqual(['A', 'B']);
    expect(seen.postponed).toEqual([600]);
  });
});
