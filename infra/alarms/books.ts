import { resourceNames } from '../../schemas/resource-names.ts';
import { type AlarmKinds, once } from './kind.ts';
import { eventMetric, functionMetric, queueMetric } from './metric.ts';

/** The alarms of the books: lists and counts say what the ledger says. */
export const bookAlarms: AlarmKinds = {
  'books-late': {
    severity: 'warning',
    means: 'Lists and counts are long behind the ledger: the keeper of the books does not keep up, or does not run.',
    watches: once(({ stage, alarms }) => ({
      metrics: { age: functionMetric(resourceNames(stage).keeper, 'IteratorAge', 'Maximum') },
      threshold: alarms.oldestMessageMinutes * 60_000,
      unit: 'milliseconds',
    })),
  },
  'books-given-up': {
    severity: 'warning',
    means: 'The books of some filings were not kept: lists and counts stay wrong until a recount.',
    watches: once(({ stage }) => ({
      metrics: { dead: queueMetric(resourceNames(stage).unkept, 'ApproximateNumberOfMessagesVisible') },
      unit: 'batches',
    })),
  },
  'books-put-aside': {
    severity: 'warning',
    means: 'A filing cannot be summarized by this code: lists and counts leave it out, or have it as it was.',
    notifiesEnd: false,
    watches: once(({ stage }) => ({
      metrics: { faults: eventMetric(stage, 'books.put-aside', 'BooksPutAside', {}) },
      unit: 'filings in 5 minutes',
    })),
  },
};
