import { describe, expect, it } from 'vitest';
import { answerOf } from '../../desk/filings/answers.ts';
import { stuckRecord } from '../../functions/housekeeping/record-dead-letters.ts';
import { readFiling } from '../../functions/ledger/filing.ts';
import type { LedgerRecord } from '../../functions/ledger/records.ts';
import { readLetter } from '../../functions/outbox/letter.ts';
import { house, type Play, plays, ToyDialogue } from '../support/toy/dialogue.ts';
import { submissionOf } from '../support/toy/messages.ts';
import { TOY } from '../support/toy/register.ts';

const { key } = ToyDialogue;
const { mayBeBuilt, built, surveyRejected, buildRejected, closed, leftOpen } = plays;
const body = submissionOf('Build', house, { reference: 'B-1' });
const submission = { source: 'b.json', authority: TOY, message: 'Build', platform: 'shop-1', reference: 'B-1', body };
const answerTo = (before: readonly LedgerRecord[], records: readonly LedgerRecord[]) =>
  answerOf({ submission, key, before }, records).kind;

describe('the answer to a submission that another message opens', () => {
  it.each<[string, Play[]]>([
    ['none', [closed]],
    ['rejected', [surveyRejected]],
    ['unclear', [leftOpen]],
    ['none', [mayBeBuilt, closed]],
    ['rejected', [mayBeBuilt, buildRejected]],
    ['unclear', [mayBeBuilt, leftOpen]],
    ['answered', [mayBeBuilt, built]],
  ])('is %s: that to the message which it ends with', async (kind, answers) => {
    const { ledger } = await ToyDialogue.played(...answers);
    expect(answerTo([], await ledger.records(key))).toBe(kind);
  });

  it('is none while what follows is not claimed yet', async () => {
    const dialogue = new ToyDialogue();
    dialogue.isNotifying = false;
    await dialogue.play(house, mayBeBuilt);
    expect(answerTo([], await dialogue.ledger.records(key))).toBe('none');
  });

  it('is that to its own attempt, or that it is a duplicate', async () => {
    const dialogue = await ToyDialogue.played(mayBeBuilt, buildRejected);
    const before = await dialogue.ledger.records(key);
    expect(answerTo(before, before)).toBe('none');
    dialogue.clock += 1000;
    await dialogue.play(house, surveyRejected);
    const after = await dialogue.ledger.records(key);
    expect(answerTo(before, after)).toBe('rejected');
    expect(answerTo(after, after)).toBe('duplicate');
  });
});

describe('a dead letter of a submission that another message opens', () => {
  const dead = {
    id: 'q-9',
    handedOut: 8,
    since: '2026-11-22T08:00:00.000Z',
    body,
    receipt: 'q-9',
    senderId: 'AROASHOP',
  };
  const stuck = (claimId: string, records: readonly LedgerRecord[], clock: number) =>
    stuckRecord({ ...dead, claimId }, readLetter(body, TOY, claimId), records, new Date(clock));

  it('knows the send that it claimed', async () => {
    const dialogue = await ToyDialogue.played(closed);
    const records = await dialogue.ledger.records(key);
    expect(stuck('q-1', records, dialogue.clock)).toMatchObject({ message: 'Survey', claimed: { status: 'waiting' } });
    expect(stuck('q-2', records, dialogue.clock)).not.toHaveProperty('claimed');
  });

  it('is in the way until another submission goes', async () => {
    const dialogue = await ToyDialogue.played(mayBeBuilt, buildRejected);
    const letter = stuck('q-9', await dialogue.ledger.records(key), dialogue.clock);
    expect(letter).toMatchObject({ message: 'Build' });
    await dialogue.ledger.keepLetter(key, letter);
    expect(await dialogue.status()).toBe('stuck');
    dialogue.clock += 1000;
    await dialogue.play(house, closed);
    expect(readFiling(key, await dialogue.ledger.records(key)).filing.status).toBe('waiting');
  });
});
