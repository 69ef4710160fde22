import type { Word } from '../../functions/admission/dynamodb-admission.ts';
import type { Outcomes } from '../../functions/outcomes/outcomes.ts';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import { acting } from '../actions/acting.ts';
import { reasonOf } from '../actions/reason.ts';
import { DeskFault } from '../fault.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { momentOf } from '../render/times.ts';
import { printable, type Terminal } from '../terminal/terminal.ts';
import type { Command } from './command.ts';

export interface PauseOptions {
  lane: string;
  /** The reason: kept, and published. */
  reason?: string | undefined;
  json?: boolean | undefined;
}

/** [H7-S6] Stops a lane until it is resumed: what is submitted meanwhile waits. */
export const pause: Command<PauseOptions> = async (options, open, terminal, now = new Date()) => {
  const reason = reasonOf(options.reason, 'kept, and published');
  const { lane, laneSwitch, give, acts } = await reach(options, open, terminal);
  return acts('pause', reason, async () => {
    const before = await laneSwitch.pause(reason);
    if (before.state === 'paused') {
      const since = momentOf(new Date(before.since).toISOString());
      throw new DeskFault('NOT_CHANGED', `${lane} is paused already, since ${since}: ${printable(before.reason)}`);
    }
    const paused = `${lane} is ${terminal.paint('yellow', 'paused')}: what is submitted waits until it is resumed.`;
    return give({ word: 'paused', reason, at: now.toISOString() }, paused);
  });
};

/** [H7-S6] Lets a paused lane send again, at a rate that grows; what waited follows within minutes. */
export const resume: Command<PauseOptions> = async (options, open, terminal, now = new Date()) => {
  const reason = reasonOf(options.reason, 'kept, and published');
  const { lane, laneSwitch, give, acts } = await reach(options, open, terminal);
  return acts('resume', reason, async () => {
    const before = await laneSwitch.resume(reason);
    if (before.state !== 'paused')
      throw new DeskFault('NOT_CHANGED', `${lane} is not paused: it is ${before.state}, and stays as it is.`);
    const resumed = `${lane} is ${terminal.paint('green', 'resumed')}: what waited goes again within minutes.`;
    return give({ word: 'resumed', reason, at: now.toISOString() }, resumed);
  });
};

/** All that is needed is found before the lane is changed. */
async function reach({ lane: name, json }: PauseOptions, open: () => GatewayConnection, terminal: Terminal) {
  const gateway = open();
  const lane = gateway.lane(name);
  const [laneSwitch, outcomes] = await Promise.all([gateway.laneSwitch(lane), gateway.outcomes()]);
  return {
    lane,
    laneSwitch,
    /** Does it in the name of who gave the command. */
    acts: (action: string, reason: string, act: () => Promise<number>) =>
      acting(gateway, { action, authority: lane, reason }, act),
    /** Tells the platforms the word, and the operator that it was given. */
    async give(word: Word, sentence: string) {
      await tell(lane, word, outcomes);
      terminal.out(json ? JSON.stringify({ lane, ...word }, null, 2) : sentence);
      return 0;
    },
  };
}

async function tell(lane: AuthorityName, { word, reason, at }: Word, outcomes: Outcomes): Promise<void> {
  const ofNoFiling = { message: null, messageId: null, reference: null, kind: null, platform: null };
  const id = `lane-${word}/${lane}/${at}`;
  try {
    await outcomes.publish({ id, at, outcome: `lane-${word}`, authority: lane, reason, ...ofNoFiling });
  } catch (error) {
    const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    throw new DeskFault('AWS', `${lane} is ${word}, but the platforms could not be told: ${why}`, { cause: error });
  }
}
