import { countRedrive, type RedrivenLane, type RedriveWish, redriveLane } from '../actions/redrive-lane.ts';
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
  const done = await redriveLane(gateway, wish, (count, of) => terminal.progress(`${count} of ${of} put back …`));
  terminal.progress('');
  const { lane, found, putBack, failed, undeleted, hidden } = done;
  if (json) terminal.out(JSON.stringify({ lane, dryRun, found, putBack, failed, undeleted }, null, 2));
  else report(done, terminal);
  return failed.length === 0 && undeleted === 0 && hidden === 0 ? 0 : 1;
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
