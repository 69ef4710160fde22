import { countRedrive, type RedrivenLane, type RedriveWish, redriveLane } from '../actions/redrive-lane.ts';
import { interruption } from '../terminal/interruption.ts';
import { printable, type Terminal } from '../terminal/terminal.ts';
import type { Command } from './command.ts';

export interface RedriveOptions extends RedriveWish {
  dryRun?: boolean | undefined;
  json?: boolean | undefined;
}

/** Puts what a lane's sender could not take up back on its outbox. */
export const redrive: Command<RedriveOptions> = async ({ dryRun = false, json, ...wish }, open, terminal) => {
  const gateway = open();
  if (dryRun) {
    const { lane, found, wouldPutBack } = await countRedrive(gateway, wish);
    if (json) terminal.out(JSON.stringify({ lane, dryRun, found, wouldPutBack }, null, 2));
    else if (found === 0) terminal.out(nothing(lane));
    else terminal.out(`Would put ${wouldPutBack} of ${found} dead letters of ${lane} back.`);
    return 0;
  }
  const { signal, forget } = interruption();
  const onProgress = (count: number, of: number) => terminal.progress(`${count} of ${of} put back …`);
  const done = await redriveLane(gateway, wish, onProgress, signal).finally(forget);
  terminal.progress('');
  const { lane, found, putBack, failed, undeleted, hidden, isStopped } = done;
  if (json) terminal.out(JSON.stringify({ lane, dryRun, found, putBack, failed, undeleted }, null, 2));
  else report(done, terminal);
  if (isStopped) terminal.err('Stopped: the others stay among the dead letters. To go on, run the same again.');
  return failed.length === 0 && undeleted === 0 && hidden === 0 && !isStopped ? 0 : 1;
};

function report(
  { lane, putBack, failed, undeleted, found, hidden }: RedrivenLane,
  { out, err, paint }: Terminal,
): void {
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
