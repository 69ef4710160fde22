import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Configuration } from '../schemas/configuration.ts';
import { resourceNames } from '../schemas/resource-names.ts';
import { GatewayFunction } from './gateway-function.ts';
import type { Lanes } from './lanes.ts';
import type { Ledger } from './ledger.ts';
import type { Outcomes } from './outcomes.ts';

export interface TellingProps {
  readonly configuration: Configuration;
  readonly ledger: Ledger;
  readonly outcomes: Outcomes;
  readonly lanes: Lanes;
}

const TIMEOUT = Duration.seconds(30);
/** Ten times the telling fails, over half an hour, before a person must look at it. */
const TIMES = 10;

/** Tells the platforms of callbacks that were stored, by word that the receiver leaves on a queue. */
export class Telling extends Construct {
  readonly words: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: TellingProps) {
    super(scope, id);
    const { configuration, ledger, outcomes, lanes } = props;
    const names = resourceNames(configuration.stage);

    this.deadLetters = new Queue(this, 'DeadLetters', {
      queueName: names.words.deadLetters,
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
    this.words = new Queue(this, 'Words', {
      queueName: names.words.queue,
      retentionPeriod: Duration.days(14),
      // Six times the function's timeout, as Lambda wants it.
      visibilityTimeout: Duration.seconds(6 * TIMEOUT.toSeconds()),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: TIMES },
    });

    const teller = new GatewayFunction(this, 'Teller', {
      functionName: names.teller,
      entry: 'tell/handler.ts',
      timeout: TIMEOUT,
      environment: {
        LEDGER_TABLE: ledger.table.tableName,
        OUTCOMES_TOPIC: outcomes.topic.topicArn,
        RETENTION_DAYS: String(configuration.retentionDays),
        STAGE: configuration.stage,
        OUTBOXES: lanes.outboxUrls,
        TECHNICAL_REPLAY: lanes.each(({ technicalReplay }) => technicalReplay),
        OVERDUE_MINUTES: lanes.each(({ overdueMinutes }) => overdueMinutes),
      },
    });
    teller.addEventSource(
      new SqsEventSource(this.words, {
        // A second's words are told together, ten in a call.
        batchSize: 100,
        maxBatchingWindow: Duration.seconds(1),
        maxConcurrency: 5,
        reportBatchItemFailures: true,
      }),
    );
    ledger.table.grant(teller, 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:UpdateItem');
    outcomes.topic.grantPublish(teller);
    lanes.grantRelease(teller);
  }
}
