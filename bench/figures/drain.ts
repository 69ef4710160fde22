import { VirtualLane } from '../../test/support/virtual/lane.ts';
import { mostWithin } from '../../test/support/virtual/windows.ts';
import { figure } from '../figure.ts';
import { CALLS, CLOCKS } from '../support/call-times.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const SHARE = { perSecond: 150, perHour: 150_000 } as const;
const ARRIVING = 41;
const OUTAGE_HOURS = 4;
/** The hour after it, with the minutes of the probe. */
const AFTER = HOUR + 2 * MINUTE;

export const drain = figure({
  id: 'drain',
  description: `What waits after an outage of ${OUTAGE_HOURS} hours, sent with nothing else arriving, at a share of ${SHARE.perSecond} a second and ${SHARE.perHour.toLocaleString('en-GB')} an hour: in virtual time, with housekeeping, senders and admission as they are deployed, where a call of the table takes ${CALLS.tableMs} ms and one of a queue ${CALLS.queueMs} ms.`,
  goals: {
    drained: { what: "sent in the hour after it recovered, of the hour's share", unit: '%', atLeast: 99 },
    inAMinute: { what: 'most sent in a minute of it, of what may be', unit: '%', atLeast: 95 },
    mostInASecond: { what: 'most messages in any second', atMost: SHARE.perSecond },
    mostInAnHour: { what: 'most messages in any hour', atMost: SHARE.perHour },
    lost: { what: 'messages lost', atMost: 0 },
  },
  async measure(progress) {
    const most = (ARRIVING * OUTAGE_HOURS * HOUR) / SECOND + 1;
    const lane = new VirtualLane({ share: SHARE, arriving: ARRIVING, most, inBulk: true, calls: CALLS, ahead: CLOCKS });
    lane.isDown = true;
    await lane.pass(OUTAGE_HOURS * HOUR);
    lane.isDown = false;
    lane.arriving = 0;
    const up = lane.clock.now();
    progress(`${lane.books.waiting} wait`);
    await lane.pass(AFTER);
    const { arrived, calls, lost, waiting } = lane.books;
    if (waiting === 0) throw new Error('The backlog was gone before its time was over');
    const afterwards = calls.filter((at) => at >= up);
    const recovered = afterwards[0] as number;
    const drained = afterwards.filter((at) => at < recovered + HOUR).length;
    return {
      values: {
        drained: (100 * drained) / SHARE.perHour,
        inAMinute: (100 * mostWithin(MINUTE, afterwards)) / (SHARE.perSecond * 60),
        mostInASecond: mostWithin(SECOND, afterwards),
        mostInAnHour: mostWithin(HOUR, afterwards),
        lost,
      },
      notes: [
        `${arrived.toLocaleString('en-GB')} messages arrived; ${waiting.toLocaleString('en-GB')} still wait an hour after. That hour includes the five minutes in which the rate grows back.`,
        "Left out: the processor of housekeeping's function, whose part grows with its memory, and platforms, of which there is one here.",
      ],
    };
  },
});
