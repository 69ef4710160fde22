import { beforeEach, describe, expect, it } from 'vitest';
import type { Verdict } from '../../../functions/authorities/authority.ts';
import { dynamoDbLedger } from '../../../functions/ledger/dynamodb-ledger.ts';
import { readFiling } from '../../../functions/ledger/filing.ts';
import type { Ledger } from '../../../functions/ledger/ledger.ts';
import { replayLater } from '../../../functions/notify/replay.ts';
import type { SendPorts } from '../../../functions/send/ports.ts';
import type { AuthorityError } from '../../../schemas/contract.ts';
import { dispatchText } from '../../support/dispatch-text.ts';
import { ledgerTables } from '../../support/ledger-tables.ts';
import { complaint, letter, submissionOf, technicalError, twice } from '../../support/toy/messages.ts';
import { sendPorts } from '../../support/toy/ports.ts';
import { letterKey as key, received } from '../../support/toy/records.ts';

const MINUTE = 60_000;
const letterSent = { message: 'Letter', attempt: 1 } as const;
const REPLAYS = { delaySeconds: 300, times: 2 };

const accepted: Verdict = { kind: 'accepted', httpStatus: 200 };
const timedOut: Verdict = { kind: 'unavailable', httpStatus: null, error: {}, cause: 'timeout', mayHaveArrived: true };
const notReached: Verdict = {
  kind: 'unavailable',
  httpStatus: null,
  error: {},
  cause: 'refused',
  mayHaveArrived: false,
};
/** The answer to a call that says what a callback says otherwise. */
const refused: Verdict = { kind: 'refused', httpStatus: 400, error: twice };

describe('what is said of a message after its calls:', () => {
  const tables = ledgerTables();
  let ledger: Ledger;
  let clock: number;
  let calls: number;
  let errors: number;

  beforeEach(async () => {
    ledger = dynamoDbLedger({ client: tables.client, tableName: await tables.make(), retentionDays: 1 });
    clock = Date.parse('2026-11-22T09:00:00.000Z');
    calls = 0;
    errors = 0;
  });

  /** A sender with this result of its call; `dies` where it dies after the call, before it can note anything. */
  function ports(verdict: Verdict | 'dies', more: Partial<SendPorts> = {}): SendPorts {
    const now = () => new Date(clock);
    const send = async () => {
      calls += 1;
      if (verdict === 'dies') throw new Error('killed');
      return verdict;
    };
    return sendPorts({ now, send }, { ledger, ...more });
  }

  /** Hands the submission out, as its n-th receive. */
  async function submitted(verdict: Verdict | 'dies', receiveCount = 1, more: Partial<SendPorts> = {}) {
    clock += MINUTE;
    const done = dispatchText(submissionOf('Letter', letter()), { id: 'q-1', receiveCount }, ports(verdict, more));
    await (verdict === 'dies' ? expect(done).rejects.toThrow('killed') : done);
  }

  /** Takes the parked send up again, by a pointer of its own. */
  async function resumed(verdict: Verdict | 'dies', receiveCount = 1, more: Partial<SendPorts> = {}) {
    clock += MINUTE;
    const pointer = JSON.stringify({ resume: { ...key, ...letterSent } });
    const done = dispatchText(
      pointer,
      { id: `p-${clock - receiveCount * MINUTE}`, receiveCount },
      ports(verdict, more),
    );
    await (verdict === 'dies' ? expect(done).rejects.toThrow('killed') : done);
  }

  /** The authority calls back about it, and a technical failure is parked for its replay. */
  async function calledBack(error: AuthorityError) {
    clock += MINUTE;
    errors += 1;
    const at = new Date(clock).toISOString();
    const said = complaint([error], { messageId: `e-${errors}` });
    said.header.issued = at;
    const record = received('Complaint', said, { at });
    await ledger.receive(key, record, { fact: 'rejected' });
    await replayLater(key, await ledger.records(key), record.messageId, REPLAYS, ledger, new Date(clock));
  }
  const filing = async () => readFiling(key, await ledger.records(key)).filing;
  const holding = { parking: { until: 0, reason: 'unavailable' as const } };

  describe('that the authority has it already', () => {
    it('[H7-E500t] proves that it arrived where a call timed out', async () => {
      await submitted(timedOut);
      await resumed(accepted);
      await calledBack(twice);
      expect(await filing()).toMatchObject({ status: 'sent', errors: [] });
      expect(calls).toBe(2);
    });

    it('[H7-E500t] proves it two tries later, too', async () => {
      await submitted(timedOut);
      await resumed(notReached);
      await resumed(accepted);
      await calledBack(twice);
      expect(await filing()).toMatchObject({ status: 'sent', errors: [] });
    });

    it('[H7-E500t] proves it where it waited on in between, while nothing might be sent', async () => {
      await submitted(timedOut);
      await resumed(accepted, 1, holding);
      expect(calls).toBe(1);
      await resumed(accepted);
      await calledBack(twice);
      expect(await filing()).toMatchObject({ status: 'sent', errors: [] });
    });

    it('[H7-E500t] proves it where the lane stopped between its being taken up and its call', async () => {
      await submitted(timedOut);
      await resumed(accepted, 1, { turn: async () => ({ until: clock, reason: 'the lane has stopped' }) });
      expect(calls).toBe(1);
      await resumed(accepted);
      await calledBack(twice);
      expect(await filing()).toMatchObject({ status: 'sent', errors: [] });
    });

    it('[H7-E500t] proves it where a sender died after its call, and another sent it again', async () => {
      await submitted('dies');
      await submitted(accepted, 2);
      expect(calls).toBe(2);
      await calledBack(twice);
      expect(await filing()).toMatchObject({ status: 'sent', errors: [] });
    });

    it('[H7-E500t] proves it where a sender died that had taken it up, and another sent it again', async () => {
      await submitted(notReached);
      await resumed('dies');
      await resumed(accepted, 2);
      expect(calls).toBe(3);
      await calledBack(twice);
      expect(await filing()).toMatchObject({ status: 'sent', errors: [] });
    });

    it('[H7-E500t] proves it where a sender died after its call, and the lane stopped before another sent it', async () => {
      await submitted('dies');
      await submitted(accepted, 2, holding);
      expect(calls).toBe(1);
      await resumed(accepted);
      await calledBack(twice);
      expect(await filing()).toMatchObject({ status: 'sent', errors: [] });
    });

    it.each([
      ['a call timed out', () => submitted(timedOut), () => resumed(refused)],
      ['a sender died after its call', () => submitted('dies'), () => submitted(refused, 2)],
    ])('[H7-E500t] proves it where %s, also in the answer to the next call', async (_, first, second) => {
      await first();
      await second();
      expect(await filing()).toMatchObject({ status: 'sent', errors: [] });
      expect(calls).toBe(2);
    });

    it('[H7-E400] refuses it in the answer to the first call', async () => {
      await submitted(refused);
      expect(await filing()).toMatchObject({ status: 'refused', errors: [twice] });
    });

    it('[H7-E500t, H7-Efunc] is an error of it where no earlier try can have arrived', async () => {
      await submitted(notReached);
      await resumed(accepted);
      await calledBack(twice);
      expect(await filing()).toMatchObject({ status: 'rejected', errors: [twice] });
    });
  });

  describe('that the authority failed on it technically', () => {
    it('[H7-Etech] has it sent so many times more, and then no more', async () => {
      await submitted(accepted);
      for (let failure = 0; failure < 5; failure += 1) {
        await calledBack(technicalError);
        await resumed(accepted);
      }
      expect(calls).toBe(1 + REPLAYS.times);
      expect(await filing()).toMatchObject({ status: 'failed' });
    });

    it('[H7-Etech] has it sent no more often where calls in between are not answered, or it waits on', async () => {
      await submitted(accepted);
      for (let failure = 0; failure < 5; failure += 1) {
        await calledBack(technicalError);
        await resumed(accepted, 1, holding);
        await resumed(notReached);
        await resumed(timedOut);
        await resumed(accepted);
      }
      // Each replay takes three calls.
      expect(calls).toBe(1 + 3 * REPLAYS.times);
      expect(await filing()).toMatchObject({ status: 'failed' });
    });
  });
});
