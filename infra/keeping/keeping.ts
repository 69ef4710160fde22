import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { packagesBeside } from '../../schemas/catalogue.ts';
import type { Configuration } from '../../schemas/configuration.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { streamWindows } from '../../schemas/stream-windows.ts';
import { GatewayFunction, type GatewayFunctionProps } from '../gateway-function.ts';
import { StreamMapping } from '../notifying/stream-mapping.ts';
import type { KnownState } from '../state/known-state.ts';

export interface KeepingProps {
  readonly configuration: GatewayFunctionProps['configuration'] & Pick<Configuration, 'concurrency'>;
  readonly state: Pick<KnownState, 'ledger' | 'archive' | 'unkept'>;
}

/** Keeps the books of filings, by the stream of the ledger's table: their summaries, which lists are made of. */
export class Keeping extends Construct {
  readonly keeper: GatewayFunction;

  constructor(scope: Construct, id: string, { configuration, state }: KeepingProps) {
    super(scope, id);
    const names = resourceNames(configuration.stage);

    this.keeper = new GatewayFunction(this, 'Keeper', {
      functionName: names.keeper,
      entry: 'keep/handler.ts',
      timeout: Duration.seconds(60),
      ...{ configuration, state },
      // A table that grows has more shards, and none of them may take instances from the receiver.
      reservedConcurrentExecutions: configuration.concurrency.keeper,
      leftOut: packagesBeside(),
      environment: {},
    });
    state.ledger.grant(this.keeper, ['Query', 'BatchGetItem', 'PutItem', 'DeleteItem'], ['byAuthorityReference']);
    new StreamMapping(this, 'Mapping', {
      ledger: state.ledger,
      taker: this.keeper,
      ...{ events: ['INSERT', 'MODIFY'], entries: ledgerTable.records },
      // A filing that is touched several times within the window is written once.
      ...{ batchSize: 500, windowSeconds: streamWindows.keeper },
      batchesAtOnce: 1,
      givenUp: state.unkept,
    });
  }
}
