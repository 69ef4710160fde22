import { Duration } from 'aws-cdk-lib';
import {
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  type IFunction,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { requireWholeNumber } from '../require-whole-number.ts';
import type { KnownLedger } from '../state/known-ledger.ts';

export interface StreamMappingProps {
  readonly ledger: KnownLedger;
  readonly taker: IFunction;
  /** The changes of an item for which the function is called: it is new, or was changed. */
  readonly events: readonly ('INSERT' | 'MODIFY')[];
  /** The prefixes of the sort keys for which the function is called; others cost nothing. */
  readonly entries: readonly string[];
  /** The most items in a batch. */
  readonly batchSize: number;
  /** The seconds for which a batch is collected. */
  readonly windowSeconds: number;
  /** The most batches in flight of each of the stream's shards; a filing's items stay in order. */
  readonly batchesAtOnce: number;
  /** The queue of batches that were given up: each by its place in the stream, without its content. */
  readonly givenUp: IQueue;
}

/**
 * The time for which a failed batch is retried: half of what the stream keeps. Items behind one that can never be
 * processed are then still there when it is given up.
 */
const PATIENCE = Duration.hours(12);

/** Passes the ledger's items to a function, in order, and after a failure from the first failed one on. */
export class StreamMapping extends EventSourceMapping {
  constructor(scope: Construct, id: string, props: StreamMappingProps) {
    const { ledger, taker, events, entries, batchSize, windowSeconds, batchesAtOnce, givenUp } = props;
    super(scope, id, {
      target: taker,
      eventSourceArn: ledger.streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: [
        FilterCriteria.filter({
          eventName: events.flatMap((event) => FilterRule.isEqual(event)),
          dynamodb: {
            Keys: { [ledgerTable.sortKey]: { S: entries.flatMap((prefix) => FilterRule.beginsWith(prefix)) } },
          },
        }),
      ],
      batchSize: requireWholeNumber('batchSize', batchSize, 1, 10_000),
      maxBatchingWindow: Duration.seconds(requireWholeNumber('windowSeconds', windowSeconds, 0, 300)),
      parallelizationFactor: requireWholeNumber('batchesAtOnce', batchesAtOnce, 1, 10),
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      maxRecordAge: PATIENCE,
      // The function may then write there, too.
      onFailure: new SqsDlq(givenUp),
    });
    ledger.grantStream(taker);
  }
}
