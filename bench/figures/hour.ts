import { VirtualLane } from '../../test/support/virtual/lane.ts';
import { mostWithin, partOfShare } from '../../test/support/virtual/windows.ts';
import { figure } from '../figure.ts';
import { CALLS, CLOCKS } from '../support/call-times.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A tenth of what all operators have together: the buckets of an hour are the same, and the simulation is done sooner. */
const SHARE = { perSecond: 15, perHour: 15_000 } as const;
/** More than the hour's share, so that there is always more to send. */
const ARRIVING = 5;
const HOURS = 5;

export const hour = figure({
  id: 'hour',
  description: `Messages an hour while ${ARRIVING} a second arrive, more than the share of ${SHARE.perHour.toLocaleString('en-GB')} an hour, over ${HOURS} hours: in virtual time, with two senders whose clocks are ${CLOCKS[1]} ms apart, and admission in its table, where a call takes ${CALLS.tableMs} ms.`,
  goals: {
    ofShare: { what: "of the hour's share, steadily", unit: '%', atLeast: 99.5 },
    mostInAnHour: { what: 'most messages in any hour', atMost: SHARE.perHour },
    mostInASecond: { what: 'most messages in any second', atMost: SHARE.perSecond },
    conflicts: { what: 'writes of admission that another sender was before', unit: '%' },
  },
  async measure(progress) {
    const most = Math.ceil((ARRIVING * HOURS * HOUR) / 1000) + 1;
    const lane = new VirtualLane({ share: SHARE, arriving: ARRIVING, most, calls: CALLS, ahead: CLOCKS });
    for (let n = 1; n <= HOURS; n += 1) {
      await lane.pass(HOUR);
      progress(`hour ${n} of ${HOURS} is over`);
    }
    const { calls, lost, admission = { writes: 0, conflicts: 0 } } = lane.books;
    if (lost > 0) throw new Error(`${lost} messages were lost`);
    return {
      values: {
        ofShare: 100 * partOfShare(SHARE.perHour, calls),
        mostInAnHour: mostWithin(HOUR, calls),
        mostInASecond: mostWithin(1000, calls),
        conflicts: (100 * admission.conflicts) / admission.writes,
      },
      notes: [
        'The pace is that of whole rounds: from a message to the one that is a whole share later. An hour is counted in buckets of 12 seconds and a second more, so that a round takes 3,601 to 3,613 seconds at best.',
        'Left out: the way from the sender to customs, which takes no time here, and instances that end and start.',
      ],
    };
  },
});
