import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { packagesBeside } from '../../schemas/catalogue.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { streamWindows } from '../../schemas/stream-windows.ts';
import { GatewayFunction } from '../gateway-function.ts';
import type { ServingProps } from '../lanes/lanes.ts';
import { StreamMapping } from './stream-mapping.ts';

/** Notifies platforms of the authority's stored messages, by the stream of the ledger's table. */
export class Notifying extends Construct {
  readonly notifier: GatewayFunction;

  constructor(scope: Construct, id: string, props: ServingProps) {
    super(scope, id);
    const { configuration, state, lanes } = props;

    this.notifier = new GatewayFunction(this, 'Notifier', {
      functionName: resourceNames(configuration.stage).notifier,
      entry: 'notify/handler.ts',
      timeout: Duration.seconds(30),
      ...{ configuration, state },
      // A table that grows has more shards, and none of them may take instances from the receiver.
      reservedConcurrentExecutions: configuration.concurrency.notifier,
      leftOut: packagesBeside(),
      environment: {
        OUTCOMES_TOPIC: state.outcomes.topicArn,
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
      ...{ events: ['INSERT'], entries: [ledgerTable.received] },
      // The messages of a second are published together, ten in a call.
      ...{ batchSize: 100, windowSeconds: streamWindows.notifier },
      batchesAtOnce: 4,
      givenUp: state.untold,
    });
  }
}
