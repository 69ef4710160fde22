import { type AlarmKinds, once } from './kind.ts';
import { eventMetric } from './metric.ts';

/** The days before the table may give up a record at which a person hears that it is not archived. */
const WARN_DAYS = 30;

/** The alarms of the archive: what expires in the table is there. */
export const archiveAlarms: AlarmKinds = {
  'archive-late': {
    severity: 'critical',
    means: `Filings are not archived, and the table gives them up within ${WARN_DAYS} days.`,
    watches: once(({ stage, retentionDays, archive }) => ({
      metrics: { oldest: eventMetric(stage, 'archive.stands', 'ArchiveOldestDays', {}, 'Maximum') },
      threshold: Math.max(archive.afterDays + 2, retentionDays - WARN_DAYS),
      unit: 'days since the oldest hour that is not archived',
      minutes: 360,
    })),
  },
  'archive-silent': {
    severity: 'warning',
    means: 'The archiver did not end well for a day: what is due is not archived.',
    missing: 'breaching',
    watches: once(({ stage }) => ({
      metrics: { runs: eventMetric(stage, 'archive.stands', 'ArchiveOldestDays', {}, 'SampleCount') },
      raisedWhen: 'below',
      unit: 'runs in 6 hours',
      minutes: 360,
      periods: 4,
    })),
  },
  'archive-put-aside': {
    severity: 'critical',
    means: 'A filing cannot be archived by this code, and the table gives it up when it expires.',
    notifiesEnd: false,
    watches: once(({ stage }) => ({
      metrics: { faults: eventMetric(stage, 'archive.put-aside', 'ArchivePutAside', {}) },
      unit: 'filings in 5 minutes',
    })),
  },
};
