import type { PersonAction } from '../../functions/ledger/actions.ts';
import type { FilingActions } from '../../functions/ledger/filing-actions.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import type { FilingKey } from '../../functions/ledger/records.ts';
import type { DeadLetter } from '../../functions/outbox/dead-letters.ts';
import type { Redrives } from '../../functions/outbox/redrives.ts';
import type { Awaited } from '../filings/answers.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { type Put, putOnOutbox } from '../gateway/outbox.ts';
import { refusedPermission } from '../gateway/refused-permission.ts';
import { vouchFor } from '../redrive/vouch-for.ts';
import { momentOf } from '../render/times.ts';
import { vouchedId } from '../submit/vouched-id.ts';
import type { ReplayDraft } from './draft.ts';
import { examineFiling, examineLetter, type ReplayWish, type StuckMessage } from './examine-filing.ts';
import type { TakenLetters } from './letters-taken.ts';
import type { ReplayRow } from './replay-row.ts';
import type { LeftOut } from './turned-down.ts';

export interface SubmitPorts {
  gateway: GatewayConnection;
  ledger: Ledger;
  filingActions: FilingActions;
  redrives: Redrives;
  /** The dead letters of the lane. */
  letters: TakenLetters;
  who: string;
  now: () => Date;
}

/** A filing that was submitted again, or not. */
export interface SubmittedAgain {
  key: FilingKey;
  row: ReplayRow;
  /** Of what was put: the means to wait for its answer. */
  awaited?: Awaited;
}

/** The results for filings that were submitted together. */
export interface SubmittedTogether {
  /** In their order; without those that were not reached. */
  done: SubmittedAgain[];
  /** The error for which no more can be submitted. */
  fault?: { error: unknown };
}

/** A message that is to be put on the outbox. */
interface Outgoing {
  key: FilingKey;
  tryName: string;
  action: PersonAction;
  body: string;
  redrivenFrom?: string;
  group?: string | undefined;
  messageId?: string | undefined;
  awaited?: Awaited;
  letter?: DeadLetter;
}

/**
 * Submits filings of one lane again, together. Each is marked before, by the try that was turned down: whoever meets the
 * mark leaves it out. What was not put loses its mark. What was put is told, whatever fails after it.
 */
export async function submitAgain(
  keys: readonly FilingKey[],
  wish: Omit<ReplayWish, 'now'>,
  ports: SubmitPorts,
): Promise<SubmittedTogether> {
  const { gateway, filingActions } = ports;
  const [first] = keys;
  if (!first) return { done: [] };
  // Opened before anything is marked: what fails here leaves nothing behind.
  const [queues, outbox] = await Promise.all([gateway.queues(), gateway.outbox(first.authority)]);
  const prepared = await Promise.allSettled(keys.map((key) => prepare(key, wish, ports)));
  const outgoing = prepared.flatMap((one) =>
    one.status === 'fulfilled' && !('leftOut' in one.value) ? one.value : [],
  );
  const failed = prepared.find((one) => one.status === 'rejected');
  if (failed) {
    await Promise.allSettled(outgoing.map(({ key, tryName }) => filingActions.forget(key, tryName)));
    return { done: [], fault: { error: failed.reason } };
  }
  const puts = await putOnOutbox(queues, outbox, outgoing);
  const results = new Map(
    await Promise.all(puts.map(async (put) => [put.submission.key, await noted(put, ports)] as const)),
  );
  const done = keys.flatMap((key, n) => {
    const { value } = prepared[n] as PromiseFulfilledResult<Outgoing | LeftOut>;
    return 'leftOut' in value ? { key, row: skipped(key, value.leftOut) } : (results.get(key)?.done ?? []);
  });
  const fault = [...results.values()].find((one) => one.fault)?.fault;
  return { done, ...(fault && { fault }) };
}

const skipped = ({ reference }: FilingKey, reason: string): ReplayRow => ({ reference, action: 'skipped', reason });

/** Notes what became of a message on its way to the outbox. */
async function noted(
  { submission, error, cause }: Put<Outgoing>,
  ports: SubmitPorts,
): Promise<{ done?: SubmittedAgain; fault?: { error: unknown } }> {
  const { filingActions } = ports;
  const { key, tryName, action, messageId, awaited, letter } = submission;
  const { reference } = key;
  if (error !== null) {
    const fault = await faultIn(filingActions.forget(key, tryName));
    // A permission that is missing is missing for all of them.
    if (refusedPermission(cause)) return { fault: { error: cause } };
    return { done: { key, row: { reference, action: 'failed', reason: error } }, ...fault };
  }
  const row: ReplayRow = { reference, action: 'replayed', ...(messageId !== undefined && { messageId }) };
  const fault = await faultIn(
    filingActions.finish(key, tryName, action).then(() => (letter ? takeOff(key, letter, ports) : undefined)),
  );
  return { done: { key, row, ...(awaited && { awaited }) }, ...fault };
}

/** The error of what is noted after something was done, which stays done. */
function faultIn(noting: Promise<void>): Promise<{ fault?: { error: unknown } }> {
  return noting.then(
    () => ({}),
    (error: unknown) => ({ fault: { error } }),
  );
}

/** Reads a filing anew, and marks its try. */
async function prepare(key: FilingKey, wish: Omit<ReplayWish, 'now'>, ports: SubmitPorts): Promise<Outgoing | LeftOut> {
  const { gateway, ledger, filingActions, now, who } = ports;
  const found = await examineFiling(key, { ...wish, now: now() }, { ledger, law: gateway.law });
  if ('leftOut' in found) return found;
  const ready = 'stuck' in found ? await ofLetter(found, wish, ports) : await ofDraft(found, ports);
  if ('leftOut' in ready) return ready;
  const about = { authority: key.authority, reference: key.reference, reason: wish.reason };
  const action: PersonAction = { at: now().toISOString(), who, action: 'replay', ...about, ...detailOf(found) };
  const earlier = await filingActions.keepOnce(key, ready.tryName, action);
  if (!earlier) return { ...ready, action };
  const when = `at ${momentOf(earlier.at)} by ${earlier.who}`;
  return earlier.result === 'done'
    ? { leftOut: `it was submitted again already, ${when}` }
    : { leftOut: `it is being submitted again, begun ${when}: where that was cut off, it goes two minutes later` };
}

function detailOf(found: ReplayDraft | StuckMessage): Pick<PersonAction, 'detail'> {
  const places = 'differences' in found ? found.differences.map(({ pointer }) => pointer) : [];
  return places.length > 0 ? { detail: `changed ${places.join(', ').slice(0, 500)}` } : {};
}

async function ofDraft(
  { key, tryName, submission, before, messageId }: ReplayDraft,
  { gateway }: SubmitPorts,
): Promise<Omit<Outgoing, 'action'>> {
  const redrivenFrom = await vouchedId(gateway, submission);
  const awaited: Awaited = { submission, key, before };
  const { body } = submission;
  return { key, tryName, body, messageId, awaited, ...(redrivenFrom !== undefined && { redrivenFrom }) };
}

/** One that was claimed goes as it is, so that its sender knows its claim. */
async function ofLetter(
  stuck: StuckMessage,
  wish: Omit<ReplayWish, 'now'>,
  ports: SubmitPorts,
): Promise<Omit<Outgoing, 'action'> | LeftOut> {
  const { key } = stuck;
  const letter = await ports.letters.letter(stuck.stuck.letter);
  if (!letter)
    return { leftOut: 'its dead letter is not among those that can be read now: try again in a few minutes' };
  if (!stuck.stuck.claimed) {
    const { gateway, ledger, now } = ports;
    const found = await examineLetter(stuck, letter.body, { ...wish, now: now() }, { ledger, law: gateway.law });
    return 'leftOut' in found ? found : { ...(await ofDraft(found, ports)), letter };
  }
  const redrivenFrom = await vouchFor(ports.redrives, key.authority, letter);
  return { key, tryName: `stuck/${letter.id}`, body: letter.body, redrivenFrom, letter, group: letter.group };
}

/** The letter is removed once its text is on the outbox: a second copy meets the claim of the first. */
async function takeOff(key: FilingKey, letter: DeadLetter, { ledger, letters, now }: SubmitPorts): Promise<void> {
  await letters.remove(letter);
  await ledger.noteLetter(key, letter.id, { redrivenAt: now().toISOString() });
}
