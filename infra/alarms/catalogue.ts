import { alarmDescription } from '../../schemas/alarm-description.ts';
import type { Configuration } from '../../schemas/configuration.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { archiveAlarms } from './archive.ts';
import { bookAlarms } from './books.ts';
import { callbackAlarms } from './callbacks.ts';
import { certificateAlarms } from './certificates.ts';
import { filingAlarms } from './filings.ts';
import { functionAlarms } from './functions.ts';
import type { AlarmKind, AlarmKinds, Watch } from './kind.ts';
import { laneAlarms } from './lanes.ts';
import { ledgerAlarms } from './ledger.ts';
import { messageAlarms } from './messages.ts';
import { queueAlarms } from './queues.ts';
import { rejectionAlarms } from './rejections.ts';

/**
 * Every kind of alarm, in the groups of the dashboard and the runbook. The alarms and the graphs are made from this.
 */
export const alarmGroups: Readonly<Record<string, AlarmKinds>> = {
  Lanes: laneAlarms,
  Certificates: certificateAlarms,
  Rejections: rejectionAlarms,
  'Filings to look at': filingAlarms,
  Queues: queueAlarms,
  Books: bookAlarms,
  Archive: archiveAlarms,
  Callbacks: callbackAlarms,
  'Messages of the authority': messageAlarms,
  Ledger: ledgerAlarms,
  Functions: functionAlarms,
};

/** The defaults of a kind and of a watch. */
type Defaulted = Pick<
  Watch & AlarmKind,
  'missing' | 'notifiesEnd' | 'raisedWhen' | 'threshold' | 'minutes' | 'periods'
>;
const defaults: Required<Defaulted> = {
  ...({ missing: 'notBreaching', notifiesEnd: true } as const),
  ...({ raisedWhen: 'at least', threshold: 1, minutes: 5, periods: 1 } as const),
};

/** An alarm of a gateway: its kind, its watch, and its name. */
export interface AlarmDefinition extends Required<Defaulted>, Omit<Watch & AlarmKind, 'watches' | keyof Defaulted> {
  kind: string;
  group: string;
  /** Its name in CloudWatch. */
  name: string;
  /** The graph's title, which distinguishes it from others of its kind: `lane-open AUTHORITY`. */
  title: string;
  /** The text of the mail: the severity, the meaning and the place in the runbook. */
  description: string;
}

/** The alarms of a gateway with this configuration. */
export function alarmsOf(configuration: Configuration): AlarmDefinition[] {
  const { stage, alarms } = configuration;
  return Object.entries(alarmGroups).flatMap(([group, kinds]) =>
    Object.entries(kinds).flatMap(([kind, { watches, ...about }]) =>
      watches(configuration).map((watch) => ({
        ...defaults,
        ...about,
        ...watch,
        kind,
        group,
        name: resourceNames(stage).alarm(kind, watch.of),
        title: [kind, ...watch.of].join(' '),
        description: alarmDescription({ ...about, runbook: alarms.runbook, kind }),
      })),
    ),
  );
}
