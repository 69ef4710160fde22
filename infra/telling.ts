import { Construct } from 'constructs';
import type { Configuration } from '../schemas/configuration.ts';
import { resourceNames } from '../schemas/resource-names.ts';
import { GatewayFunction } from './gateway-function.ts';
import type { KnownState } from './known-state.ts';
import type { Lanes } from './lanes.ts';
import { QueueMapping } from './queue-mapping.ts';
import { TELLER_TIMEOUT } from './timeouts.ts';

export interface TellingProps {
  readonly configuration: Configuration;
  readonly state: KnownState;
  readonly lanes: Lanes;
}

/** Tells the platforms of callbacks that were stored, by word that the receiver leaves on a queue. */
export class Telling extends Construct {
  readonly teller: GatewayFunction;

  constructor(scope: Construct, id: string, props: TellingProps) {
    super(scope, id);
    const { configuration, state, lanes } = props;

    this.teller = new GatewayFunction(this, 'Teller', {
      functionName: resourceNames(configuration.stage).teller,
      entry: 'tell/handler.ts',
      timeout: TELLER_TIMEOUT,
      logRetentionDays: configuration.logRetentionDays,
      environment: {
        LEDGER_TABLE: state.ledger.tableName,
        OUTCOMES_TOPIC: state.outcomes.topicArn,
        RETENTION_DAYS: String(configuration.retentionDays),
        STAGE: configuration.stage,
        OUTBOXES: lanes.outboxUrls,
        TECHNICAL_REPLAY: lanes.each(({ technicalReplay }) => technicalReplay),
        OVERDUE_MINUTES: lanes.each(({ overdueMinutes }) => overdueMinutes),
      },
    });
    state.ledger.grant(this.teller, ['Query', 'PutItem', 'UpdateItem'], ['byCustomsReference']);
    state.outcomes.grantPublish(this.teller);
    lanes.grantRelease(this.teller);
    new QueueMapping(this, 'Mapping', {
      queue: state.words,
      taker: this.teller,
      // A second's words are told together, ten in a call.
      batchSize: 100,
      maximumConcurrency: 5,
    });
  }
}
