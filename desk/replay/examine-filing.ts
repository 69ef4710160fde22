import { readFiling } from '../../functions/ledger/filing.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import type { FilingKey, StuckRecord } from '../../functions/ledger/records.ts';
import { stuckLetter } from '../../functions/ledger/stuck.ts';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import { faultLine } from '../../schemas/fault.ts';
import type { Law } from '../../schemas/law.ts';
import { DeskFault } from '../fault.ts';
import { type Correction, correctedPayload } from './correction.ts';
import { changesReference, type DraftOptions, type ReplayDraft, replayDraft } from './draft.ts';
import { type LeftOut, submissionIn, turnedDownIn } from './turned-down.ts';

/** A message among the dead letters, which is read only when it is taken from there. */
export interface StuckMessage {
  key: FilingKey;
  stuck: StuckRecord;
}

export interface ReplayWish extends Omit<DraftOptions, 'law'> {
  correction: Correction;
}

/** The ledger and the laws by which a filing is examined. */
export interface ExaminePorts {
  ledger: Ledger;
  /** The law of an authority's lane. */
  law(authority: AuthorityName): Law;
}

/**
 * The message of a filing that is submitted again, as it stands now, or the reason why it is left out.
 * @throws {DeskFault} where the correction changes a reference
 */
export async function examineFiling(
  key: FilingKey,
  wish: ReplayWish,
  { ledger, law }: ExaminePorts,
): Promise<ReplayDraft | StuckMessage | LeftOut> {
  const records = await ledger.records(key);
  if (records.length === 0) return { leftOut: 'it is not known' };
  const read = readFiling(key, records);
  if (read.filing.status === 'stuck') {
    const stuck = stuckLetter(key, records, read);
    if (!stuck) return { leftOut: 'it is stuck, and its dead letter is not known' };
    // [OM-4] The sender knows its claim by the letter as it is; another text would be sent beside it.
    if (stuck.claimed && wish.correction.length > 0)
      return { leftOut: 'its dead letter was claimed, and perhaps sent: withdraw it before it is corrected' };
    return { key, stuck };
  }
  const turnedDown = turnedDownIn(read);
  return 'leftOut' in turnedDown ? turnedDown : draftOf(read, turnedDown, { ...wish, law: law(key.authority) });
}

/** The message of a dead letter that was never claimed, to be submitted again. */
export async function examineLetter(
  { key, stuck }: StuckMessage,
  body: string,
  wish: ReplayWish,
  { ledger, law }: ExaminePorts,
): Promise<ReplayDraft | LeftOut> {
  const read = readFiling(key, await ledger.records(key));
  const found = submissionIn(key, body, stuck.message, `stuck/${stuck.letter}`);
  return 'leftOut' in found ? found : draftOf(read, found, { ...wish, law: law(key.authority) });
}

function draftOf(
  read: Parameters<typeof replayDraft>[0],
  turnedDown: Parameters<typeof replayDraft>[1],
  { correction, ...options }: ReplayWish & DraftOptions,
): ReplayDraft | LeftOut {
  const corrected = correctedPayload(turnedDown.payload, correction);
  if ('problem' in corrected) return { leftOut: corrected.problem };
  const { payload } = corrected;
  if (correction.length > 0 && changesReference(turnedDown, payload))
    throw new DeskFault(
      'USAGE',
      `The correction changes a reference of ${turnedDown.key.reference}: what has another reference is another filing. Nothing was submitted.`,
    );
  const draft = replayDraft(read, turnedDown, payload, options);
  const [fault, ...more] = draft.faults;
  if (draft.obstacle !== undefined) return { leftOut: draft.obstacle };
  if (!fault) return draft;
  const others = more.length > 0 ? `, and ${more.length} more` : '';
  return { leftOut: `it would be refused: ${faultLine(fault)}${others}` };
}
