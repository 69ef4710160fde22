import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Configuration } from '../../schemas/configuration.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { GatewayFunction } from '../gateway-function.ts';
import type { Lanes } from '../lanes/lanes.ts';
import type { KnownState } from '../state/known-state.ts';
import { StreamMapping } from './stream-mapping.ts';

export interface NotifyingProps {
  readonly configuration: Configuration;
  readonly state: KnownState;
  readonly lanes: Lanes;
}

/** Notifies platforms of the authority's stored messages, by the stream of the ledger's table. */
export class Notifying extends Construct {
  readonly notifier: GatewayFunction;

  constructor(scope: Construct, id: string, props: NotifyingProps) {
    super(scope, id);
    const { configuration, state, lanes } = props;

    this.notifier = new GatewayFunction(this, 'Notifier', {
      functionName: resourceNames(configuration.stage).notifier,
      entry: 'notify/handler.ts',
      timeout: Duration.seconds(30),
      logRetentionDays: configuration.logRetentionDays,
      environment: {
        LEDGER_TABLE: state.ledger.tableName,
        OUTCOMES_TOPIC: state.outcomes.topicArn,
        RETENTION_DAYS: String(configuration.retentionDays),
        STAGE: configuration.stage,
        OUTBOXES: lanes.outboxUrls,
        UNTOLD_URL: state.untold.queueUrl,
        TECHNICAL_REPLAY: lanes.each(({ technicalReplay }) => technicalReplay),
        OVERDUE_MINUTES: lanes.each(({ overdueMinutes }) => overdueMinutes),
      },
    });
    state.ledger.grant(this.notifier, ['Query', 'PutItem', 'UpdateItem'], ['byAuthorityReference']);
    state.outcomes.grantPublish(this.notifier);
    lanes.grantRelease(this.notifier);
    state.untold.grant(this.notifier, 'sqs:SendMessage');
    new StreamMapping(this, 'Mapping', {
      ledger: state.ledger,
      taker: this.notifier,
      entries: ledgerTable.received,
      // The messages of a second are published together, ten in a call.
      batchSize: 100,
      batchesAtOnce: 4,
      givenUp: state.untold,
    });
  }
}
