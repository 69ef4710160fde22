import { placeOf, readLetter } from '../../functions/outbox/letter.ts';
import { acting } from '../actions/acting.ts';
import { queueDepth } from '../gateway/queue-depth.ts';
import { type Redriven, redriveLetters } from '../redrive/redrive.ts';
import { printable, type Terminal } from '../terminal/terminal.ts';
import type { Command } from './command.ts';

export interface RedriveOptions {
  lane: string;
  /** The most that are put back; `undefined` for all. */
  limit?: number | undefined;
  dryRun?: boolean | undefined;
  json?: boolean | undefined;
}

/** Puts what a lane's sender could not take up back on its outbox. */
export const redrive: Command<RedriveOptions> = async ({ lane: name, limit, dryRun = false, json }, open, terminal) => {
  const gateway = open();
  const lane = gateway.lane(name);
  const [sqs, redrives, deadLetters, outbox] = await Promise.all([
    gateway.queues(),
    gateway.redrives(),
    gateway.deadLetters(lane),
    gateway.outbox(lane),
  ]);
  const found = await queueDepth(sqs, deadLetters);
  if (dryRun) {
    const wanted = Math.min(found, limit ?? found);
    if (json) terminal.out(JSON.stringify({ lane, dryRun, found, wouldPutBack: wanted }, null, 2));
    else terminal.out(found === 0 ? nothing(lane) : `Would put ${wanted} of ${found} dead letters of ${lane} back.`);
    return 0;
  }

  const most = Math.min(found, limit ?? found);
  const ledger = await gateway.ledger();
  const onProgress = (count: number) => terminal.progress(`${count} of ${Math.max(most, count)} put back …`);
  const about = { action: 'redrive', authority: lane, reason: null, detail: `${most} of ${found} dead letters` };
  const done = await acting(gateway, about, () =>
    redriveLetters(
      sqs,
      { deadLetters, outbox },
      {
        limit,
        onProgress,
        async vouch({ id, claimId, body, senderId }) {
          // The first sender of a letter that was put back before is noted: it is not the operator.
          const sender = await redrives.senderOf(lane, claimId, body);
          const noted = { claimId: sender === undefined ? id : claimId, senderId: sender ?? senderId };
          await redrives.note(lane, { ...noted, body });
          return noted.claimId;
        },
        note: ({ id, body }) =>
          ledger.noteLetter(placeOf(readLetter(body, lane)), id, { redrivenAt: new Date().toISOString() }),
      },
    ),
  );
  terminal.progress('');
  // Somebody else who reads the dead letters hides them for a while.
  const hidden = done.putBack === 0 && done.failed.length === 0 ? found : 0;
  const isDone = done.failed.length === 0 && done.undeleted === 0 && hidden === 0;
  if (json) terminal.out(JSON.stringify({ lane, dryRun, found, ...done }, null, 2));
  else report(lane, done, found, hidden, terminal);
  return isDone ? 0 : 1;
};

function report(lane: string, done: Redriven, found: number, hidden: number, { out, err, paint }: Terminal): void {
  const { putBack, failed, undeleted } = done;
  if (putBack > 0) out(`${paint('green', 'put back')}  ${lettersOf(putBack)} on the outbox of ${lane}`);
  else if (found === 0) out(nothing(lane));
  for (const { sqsMessageId, error } of failed) err(`${sqsMessageId} stays where it is: ${printable(error)}`);
  if (undeleted > 0)
    err(
      `${lettersOf(undeleted)} could not be deleted and will show up again: the sender tells the second copies apart.`,
    );
  if (hidden > 0) err(`${lettersOf(hidden)} of ${lane} cannot be read now, since somebody else does: try again later.`);
}

const nothing = (lane: string) => `There are no dead letters of ${lane}.`;
const lettersOf = (count: number) => (count === 1 ? '1 dead letter' : `${count} dead letters`);
