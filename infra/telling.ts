import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Configuration } from '../schemas/configuration.ts';
import { ledgerTable } from '../schemas/ledger-table.ts';
import { resourceNames } from '../schemas/resource-names.ts';
import { GatewayFunction } from './gateway-function.ts';
import type { KnownState } from './known-state.ts';
import type { Lanes } from './lanes.ts';
import { StreamMapping } from './stream-mapping.ts';

export interface TellingProps {
  readonly configuration: Configuration;
  readonly state: KnownState;
  readonly lanes: Lanes;
}

/** Tells the platforms of callbacks that were stored, by the stream of the ledger's table. */
export class Telling extends Construct {
  readonly teller: GatewayFunction;

  constructor(scope: Construct, id: string, props: TellingProps) {
    super(scope, id);
    const { configuration, state, lanes } = props;

    this.teller = new GatewayFunction(this, 'Teller', {
      functionName: resourceNames(configuration.stage).teller,
      entry: 'tell/handler.ts',
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
    state.ledger.grant(this.teller, ['Query', 'PutItem', 'UpdateItem'], ['byCustomsReference']);
    state.outcomes.grantPublish(this.teller);
    lanes.grantRelease(this.teller);
    state.untold.grant(this.teller, 'sqs:SendMessage');
    new StreamMapping(this, 'Mapping', {
      ledger: state.ledger,
      taker: this.teller,
      entries: ledgerTable.received,
      // A second's callbacks are told together, ten in a call.
      batchSize: 100,
      batchesAtOnce: 4,
      givenUp: state.untold,
    });
  }
}
