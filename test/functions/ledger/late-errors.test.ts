import { describe, expect, it } from 'vitest';
import { readFiling } from '../../../functions/ledger/filing.ts';
import type { LedgerRecord, ReceivedRecord, SentRecord } from '../../../functions/ledger/records.ts';
import { replayLater } from '../../../functions/notify/replay.ts';
import { turnedDown } from '../../../functions/notify/turned-down.ts';
import type { AuthorityError } from '../../../schemas/contract.ts';
import { memoryLedger } from '../../desk/support/memory-ledger.ts';
import { parked } from '../../support/parked.ts';
import { complaint, technicalError, wrong } from '../../support/toy/messages.ts';
import { letterKey, received, sent } from '../../support/toy/records.ts';

/** A complaint that the authority wrote and that came at these times of 22 November 2026, in UTC. */
function error(id: string, written: string, came: string, errors: AuthorityError[] = [wrong]): ReceivedRecord {
  const header = { messageId: id, issued: `2026-11-22T${written}Z` };
  return received('Complaint', { ...complaint(errors), header }, { at: `2026-11-22T${came}.000Z` });
}
const at = (time: string) => `2026-11-22T${time}.000Z`;

/** The authority took a letter twice, since the answer to its first call was lost, and writes an error about each. */
const taken = sent({ at: at('09:00:00'), reachedAt: at('09:00:00'), resumedAt: at('09:02:00'), mayHaveArrived: true });
const first = error('e-1', '09:02:04', '09:02:05');
const correction = sent({ attempt: 2, at: at('09:10:00'), messageId: 'm-2', digest: 'd-2', claimedBy: 'q-2' });

const statusAfter = (...records: LedgerRecord[]) => readFiling(letterKey, records).filing.status;
const effectOf = (one: ReceivedRecord, ...records: LedgerRecord[]) =>
  turnedDown(readFiling(letterKey, [...records, one]), one);

describe('the second error of a message that the authority took twice, after its correction left', () => {
  const late = error('e-2', '09:02:06', '09:10:30');

  it('[H7-Efunc] does not reject the correction, and is told to nobody', () => {
    expect(statusAfter(taken, first, correction)).toBe('sent');
    expect(statusAfter(taken, first, correction, late)).toBe('sent');
    expect(effectOf(late, taken, first, correction)).toBe('over');
  });

  it('[H7-Efunc] is told as little where the correction was rejected meanwhile, by an error of its own', () => {
    const own = error('e-3', '09:10:20', '09:10:25');
    expect(statusAfter(taken, first, correction, own, late)).toBe('rejected');
    expect(effectOf(own, taken, first, correction)).toEqual({ message: 'Letter' });
    expect(effectOf(late, taken, first, correction, own)).toBe('over');
  });

  it.each(['08:32:06', '11:02:06'])(
    '[H7-Efunc] is known as such by a clock of the authority that shows %s',
    (written) => {
      const minutesOff = written === '08:32:06' ? '08:32:04' : '11:02:04';
      const records = [taken, error('e-1', minutesOff, '09:02:05'), correction];
      const counts = written === '11:02:06';
      // A clock ahead of ours leaves it open which message the error is about: then it counts.
      expect(statusAfter(...records, error('e-2', written, '09:10:30'))).toBe(counts ? 'rejected' : 'sent');
    },
  );

  it('[H7-Efunc] rejects it where the clock of the authority lags, and the error was written after the correction left', () => {
    const records = [taken, error('e-1', '08:32:04', '09:02:05'), correction];
    const own = error('e-2', '08:40:20', '09:10:30');
    expect(statusAfter(...records, own)).toBe('rejected');
    expect(effectOf(own, ...records)).toEqual({ message: 'Letter' });
  });

  it('[H7-Efunc] rejects it where the time cannot be read, or lies within a minute of the correction', () => {
    expect(statusAfter(taken, first, correction, error('e-2', 'yesterday', '09:10:30'))).toBe('rejected');
    expect(statusAfter(taken, first, correction, error('e-2', '09:09:30', '09:10:30'))).toBe('rejected');
  });

  it('[H7-Efunc] counts where it is the first that came: nothing shows how the clock of the authority goes', () => {
    expect(statusAfter(sent(), error('e-1', '07:00:00', '09:00:06'))).toBe('rejected');
  });
});

describe('an error about a message whose correction waits for its first call', () => {
  const waiting = sent({ attempt: 2, at: at('09:10:00'), messageId: 'm-2', settlement: parked() });

  it('[H7-Efunc] is told to nobody: the correction goes all the same', () => {
    const late = error('e-2', '09:02:06', '09:10:30');
    expect(statusAfter(taken, first, waiting, late)).toBe('waiting');
    expect(effectOf(late, taken, first, waiting)).toBe('over');
  });

  it('[H7-Efunc] is told where the other message waits for the answer to this one', () => {
    const superseding: SentRecord = { ...waiting, settlement: parked({ awaitsDeclaration: true }) };
    expect(effectOf(first, taken, superseding)).toEqual({ message: 'Letter' });
  });
});

it('[H7-Etech] a second technical error about one try does not park its replay once more', async () => {
  const replayed = sent({ resumedAt: at('09:10:00'), technicalFailures: 1 });
  const records = [replayed, error('e-1', '09:00:04', '09:00:06', [technicalError])];
  const replay = async (one: ReceivedRecord) => {
    const ledger = memoryLedger();
    return replayLater(
      letterKey,
      [...records, one],
      one.messageId,
      { delaySeconds: 600, times: 3 },
      ledger,
      new Date(),
    );
  };
  const late = error('e-2', '09:00:07', '09:10:30', [technicalError]);
  expect(await replay(late)).toBeUndefined();
  expect(statusAfter(...records, late)).toBe('sent');
  expect(statusAfter(...records, error('e-3', '09:10:20', '09:10:30', [technicalError]))).toBe('failed');
});
