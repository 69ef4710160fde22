import { contractOf, feedsOf } from '../../schemas/catalogue.ts';
import { eachLaneEvent } from './each-lane-event.ts';
import { type AlarmKinds, eachLane, type Watch } from './kind.ts';
import { type AlarmMetric, eventMetric } from './metric.ts';

/** The alarms of each lane's sending. */
export const laneAlarms: AlarmKinds = {
  'lane-opened': {
    severity: 'warning',
    means: 'The authority cannot be spoken to, and messages wait: npx declarant lanes names the cause.',
    // Its end is another event: lane-recovered.
    notifiesEnd: false,
    watches: eachLaneEvent('lane.opened', 'LaneOpened', 'openings a minute', { minutes: 1 }),
  },
  'lane-recovered': {
    severity: 'notice',
    means: 'The authority answers again: the lane sends, and parked messages go by themselves.',
    notifiesEnd: false,
    watches: eachLaneEvent('lane.recovered', 'LaneRecovered', 'recoveries a minute', { minutes: 1 }),
  },
  'lane-open': {
    severity: 'warning',
    means: 'Nothing but single probes has been sent for a while.',
    missing: 'ignore',
    watches: eachLane(({ stage, alarms }, authority) => openFor(stage, authority, alarms.openMinutes)),
  },
  'lane-open-long': {
    severity: 'critical',
    means: 'Nothing but single probes has been sent for hours: this is an outage.',
    missing: 'ignore',
    watches: eachLane(({ stage, alarms }, authority) => openFor(stage, authority, alarms.openLongMinutes)),
  },
  'lane-paused': {
    severity: 'warning',
    means: 'An operator has stopped the lane: nothing is sent until somebody resumes it.',
    missing: 'ignore',
    watches: eachLaneEvent('lane.stands', 'LanePausedMinutes', 'minutes paused', { minutes: 1, statistic: 'Maximum' }),
  },
  'messages-failing-alone': {
    severity: 'warning',
    means:
      'The authority does not answer single messages while it takes all others: each try stops the lane for a minute.',
    missing: 'ignore',
    watches: eachLaneEvent('lane.stands', 'MessagesFailingAlone', 'messages', { minutes: 1, statistic: 'Maximum' }),
  },
  'feeds-unread': {
    severity: 'warning',
    means: 'A feed was not read for several of its intervals, or fails again and again: answers are missing.',
    watches: eachLaneEvent('feed.unread', 'FeedUnread', 'reports in 5 minutes', {
      concerns: (authority, { lanes }) => Object.keys(feedsOf(authority, lanes[authority])).length > 0,
    }),
  },
  'token-failures': {
    severity: 'critical',
    means: 'No access token can be obtained: nothing can be sent without one.',
    watches: eachLane(({ stage, alarms }, authority) => ({
      metrics: { failed: eventMetric(stage, 'token.failed', 'TokenFailed', { authority }) },
      threshold: alarms.tokenFailures,
      unit: 'failures in 5 minutes',
    })),
  },
  'tokens-near-limit': {
    severity: 'warning',
    means:
      'Access tokens are asked for so often that the limit of a day comes near: beyond it none is asked for, and messages wait.',
    watches: eachLane(
      ({ stage }, authority) => ({
        metrics: { ofDay: eventMetric(stage, 'token.counted', 'TokenRequestsOfDay', { authority }, 'Maximum') },
        threshold: Math.ceil(NEAR * (contractOf(authority).tokensPerDay ?? 0)),
        unit: 'requests in 24 hours',
        // A report comes with each request, and a token is used for less than an hour.
        minutes: 60,
      }),
      (authority) => contractOf(authority).tokensPerDay !== undefined,
    ),
  },
  'credentials-expiring': {
    severity: 'warning',
    means: 'The key or the certificate of the lane ends within 30 days: nothing can be sent with it then.',
    // A report comes with each token, and a token may live for hours.
    watches: eachLaneEvent('credentials.expiring', 'CredentialsExpiring', 'reports in 6 hours', {
      minutes: 360,
      concerns: (authority) => contractOf(authority).credentialsExpire === true,
    }),
  },
  'housekeeping-silent': {
    severity: 'critical',
    means: 'Housekeeping does not run each minute: parked messages do not go, and overdue ones are not noticed.',
    missing: 'breaching',
    watches: eachLane(({ stage }, authority) => ({
      metrics: { minutes: howLongOpen(stage, authority, 'SampleCount') },
      raisedWhen: 'below',
      unit: 'reports in 5 minutes',
      periods: 2,
    })),
  },
};

/** The part of a day's tokens at which a person should look, while some are left. */
const NEAR = 0.9;

const howLongOpen = (stage: string, authority: string, statistic: AlarmMetric['statistic']) =>
  eventMetric(stage, 'lane.stands', 'LaneOpenMinutes', { authority }, statistic);

const openFor = (stage: string, authority: string, minutes: number): Omit<Watch, 'of'> => ({
  metrics: { open: howLongOpen(stage, authority, 'Maximum') },
  threshold: minutes,
  unit: 'minutes open',
  minutes: 1,
});
