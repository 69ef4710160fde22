import { VirtualLane } from '../../test/support/virtual/lane.ts';
import { mostWithin, partOfShare } from '../../test/support/virtual/windows.ts';
import { figure } from '../figure.ts';
import { CALLS, CLOCKS } from '../support/call-times.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const ARRIVING = 41;
const SHARE = { perSecond: 150, perHour: 150_000 } as const;
const BEFORE = HOUR / 6;
const OUTAGE_DAYS = 3;
/** The span that an hour's share is counted over: 301 buckets of twelve seconds, and a second more. */
const ROUND = HOUR + 13 * SECOND;
const ROUNDS = 2;
/** Some minutes more than the rounds, for the probe comes first. */
const AFTER = ROUNDS * ROUND + 3 * MINUTE;
const MOST = Math.ceil((ARRIVING * (BEFORE + OUTAGE_DAYS * DAY + AFTER + HOUR)) / SECOND);

export const outage = figure({
  id: 'outage',
  description: `Customs is down for three days while ${ARRIVING} messages a second arrive, then up again: in virtual time, with the sender, admission in its table and housekeeping as they are deployed, two senders whose clocks are ${CLOCKS[1]} ms apart, and calls that take ${CALLS.tableMs} ms (the table) and ${CALLS.queueMs} ms (queues), at a share of ${SHARE.perSecond} a second and ${SHARE.perHour.toLocaleString('en-GB')} an hour. ${Math.round(AFTER / MINUTE)} minutes of the time afterwards are simulated; the duration of the backlog follows from their pace.`,
  goals: {
    perMinute: { what: 'requests in any minute while it lasts, after the first 500', atMost: 1 },
    lost: { what: 'messages lost', atMost: 0 },
    refused: { what: 'messages refused', atMost: 0 },
    deadLetters: { what: 'dead letters', atMost: 0 },
    repeated: { what: 'messages that customs took twice', atMost: 0 },
    perSecond: { what: 'requests in any second afterwards', atMost: SHARE.perSecond },
    perHour: { what: 'requests in any hour afterwards', atMost: SHARE.perHour },
    pace: { what: "requests in an hour afterwards, of the share's", unit: '%', atLeast: 99 },
    ramp: { what: 'of the rate in the first minute after it recovered', unit: '%', atMost: 30 },
    backlog: { what: 'waiting messages at its end' },
    hoursToDrain: { what: `time until they are sent, with ${ARRIVING} a second still arriving`, unit: 'h' },
    hoursAtHalf: { what: 'with half as many arriving', unit: 'h' },
    hoursAlone: { what: 'with none arriving', unit: 'h' },
  },
  async measure(progress) {
    const lane = new VirtualLane({
      ...{ share: SHARE, arriving: ARRIVING, most: MOST, inBulk: true },
      ...{ calls: CALLS, ahead: CLOCKS },
    });
    await lane.pass(BEFORE);
    lane.isDown = true;
    for (let day = 1; day <= OUTAGE_DAYS; day += 1) {
      await lane.pass(DAY);
      progress(`day ${day} of the outage is over`);
    }
    lane.isDown = false;
    const up = lane.clock.now();
    const atItsEnd = lane.books;
    await lane.pass(AFTER);

    const { calls, firstFailureAt, ...books } = lane.books;
    const tries = calls.filter((at) => at > firstFailureAt && at < up);
    const afterwards = calls.filter((at) => at >= up);
    const recovered = afterwards[0] as number;
    const inFirstMinute = afterwards.filter((at) => at < recovered + MINUTE).length;
    // The hour's share goes out in its first minutes, and again once those are over an hour ago.
    const perHour = partOfShare(SHARE.perHour, afterwards) * SHARE.perHour;
    const hours = (arriving: number) => {
      const fewer = perHour - (arriving * HOUR) / SECOND;
      return fewer > 0 ? atItsEnd.waiting / fewer : Number.POSITIVE_INFINITY;
    };
    return {
      values: {
        perMinute: mostWithin(MINUTE, tries),
        ...{ lost: books.lost, refused: books.refused, deadLetters: books.deadLetters, repeated: books.repeated },
        perSecond: mostWithin(SECOND, afterwards),
        perHour: mostWithin(HOUR, afterwards),
        pace: (100 * perHour) / SHARE.perHour,
        ramp: (100 * inFirstMinute) / (SHARE.perSecond * 60),
        backlog: atItsEnd.waiting,
        hoursToDrain: hours(ARRIVING),
        hoursAtHalf: hours(ARRIVING / 2),
        hoursAlone: hours(0),
      },
      notes: [
        `${books.arrived.toLocaleString('en-GB')} messages arrived; ${tries.length.toLocaleString('en-GB')} probes reached customs while it was down, beside the ${calls.filter((at) => at <= firstFailureAt && at > firstFailureAt - SECOND / 5).length} in flight when the first 500 came.`,
        `${ARRIVING} a second are ${(ARRIVING * 3600).toLocaleString('en-GB')} an hour, nearly all of the share: an hour is kept by counting buckets of twelve seconds, by which ${Math.round((SHARE.perHour * HOUR) / ROUND).toLocaleString('en-GB')} an hour are sent at most, and a backlog of three days lasts for as long as so many arrive, or nearly.`,
        `Admission was written ${(books.admission?.writes ?? 0).toLocaleString('en-GB')} times, of which another sender had been first ${(books.admission?.conflicts ?? 0).toLocaleString('en-GB')} times. Messages that arrive while nothing is sent are parked a batch at a time, without the time of their claims.`,
        `${Math.round(AFTER / MINUTE)} minutes after its end ${books.waiting.toLocaleString('en-GB')} wait in the ledger and ${books.queued.toLocaleString('en-GB')} on the outbox; no message was received more often than ${books.mostReceives} times (600 make a dead letter).`,
      ],
    };
  },
});
