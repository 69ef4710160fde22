import { ledgerTable } from '../../schemas/ledger-table.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { type AlarmKinds, once, sumOf } from './kind.ts';
import type { AlarmMetric } from './metric.ts';

/** The operations of the functions and of the desk on the table, by which DynamoDB counts its own errors. */
const OPERATIONS = ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'Scan'];

/** Those on the table of what is archived, which each send asks. */
const ARCHIVED_OPERATIONS = ['BatchGetItem', 'Query', 'PutItem'];

/** The alarms of the ledger's table, which every function reads or writes, and of the table of what is archived. */
export const ledgerAlarms: AlarmKinds = {
  'ledger-throttled': {
    severity: 'warning',
    means:
      'DynamoDB throttles reads or writes of the ledger, of its table or of an index, or of the table of what is archived: all that needs it is slower.',
    watches: once(({ stage, alarms }) => ({
      ...sumOf(
        ['ReadThrottleEvents', 'WriteThrottleEvents'].flatMap((name) => [
          ledgerMetric(stage, name),
          tableMetric(resourceNames(stage).archived, name),
          ...Object.values(ledgerTable.indexes).map((index) =>
            ledgerMetric(stage, name, { GlobalSecondaryIndexName: index.name }),
          ),
        ]),
      ),
      threshold: alarms.ledgerThrottles,
      unit: 'throttles in 5 minutes',
    })),
  },
  'ledger-errors': {
    severity: 'warning',
    means:
      'Calls of the ledger, or of the table of what is archived, fail on the side of DynamoDB: they are repeated, and what still fails comes again.',
    watches: once(({ stage, alarms }) => ({
      ...sumOf([
        ...OPERATIONS.map((Operation) => ledgerMetric(stage, 'SystemErrors', { Operation })),
        ...ARCHIVED_OPERATIONS.map((Operation) =>
          tableMetric(resourceNames(stage).archived, 'SystemErrors', { Operation }),
        ),
      ]),
      threshold: alarms.ledgerErrors,
      unit: 'errors in 5 minutes',
    })),
  },
};

/** A metric of the ledger's table, or of a part of it that DynamoDB counts by itself. */
const ledgerMetric = (stage: string, name: string, part: Readonly<Record<string, string>> = {}): AlarmMetric =>
  tableMetric(resourceNames(stage).ledger, name, part);

const tableMetric = (table: string, name: string, part: Readonly<Record<string, string>> = {}): AlarmMetric => ({
  namespace: 'AWS/DynamoDB',
  name,
  dimensions: { TableName: table, ...part },
  statistic: 'Sum',
});
