import { reasonOf } from '../actions/reason.ts';
import { switchLane } from '../actions/switch-lane.ts';
import type { Command } from './command.ts';

export interface PauseOptions {
  lane: string;
  /** The reason: kept, and published. */
  reason?: string | undefined;
  json?: boolean | undefined;
}

/** [H7-S6] Stops a lane until it is resumed: what is submitted meanwhile waits. */
export const pause: Command<PauseOptions> = async ({ lane, reason, json }, open, terminal, now = new Date()) => {
  const wish = { lane, reason: reasonOf(reason, 'kept, and published') };
  const paused = await switchLane(open(), 'pause', wish, now);
  if (json) terminal.out(JSON.stringify(paused, null, 2));
  else
    terminal.out(
      `${paused.lane} is ${terminal.paint('yellow', 'paused')}: what is submitted waits until it is resumed.`,
    );
  return 0;
};

/** [H7-S6] Lets a paused lane send again, at a rate that grows; what waited follows within minutes. */
export const resume: Command<PauseOptions> = async ({ lane, reason, json }, open, terminal, now = new Date()) => {
  const wish = { lane, reason: reasonOf(reason, 'kept, and published') };
  const resumed = await switchLane(open(), 'resume', wish, now);
  if (json) terminal.out(JSON.stringify(resumed, null, 2));
  else terminal.out(`${resumed.lane} is ${terminal.paint('green', 'resumed')}: what waited goes again within minutes.`);
  return 0;
};
