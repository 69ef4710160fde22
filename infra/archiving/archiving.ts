import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { packagesBeside } from '../../schemas/catalogue.ts';
import { type Configuration, lanesOf } from '../../schemas/configuration.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { GatewayFunction } from '../gateway-function.ts';
import { onceEach } from '../once-each.ts';
import type { KnownState } from '../state/known-state.ts';

export interface ArchivingProps {
  readonly configuration: Configuration;
  readonly state: Pick<KnownState, 'ledger' | 'archive'>;
}

/** Archives what happened to filings, each hour what is old enough. */
export class Archiving extends Construct {
  constructor(scope: Construct, id: string, { configuration, state }: ArchivingProps) {
    super(scope, id);
    const names = resourceNames(configuration.stage);
    const { years, afterDays, objectLock } = configuration.archive;
    const archiver = new GatewayFunction(this, 'Archiver', {
      functionName: names.archiver,
      entry: 'archiving/handler.ts',
      timeout: Duration.minutes(15),
      // Thousands of filings are compressed together.
      memorySize: 1769,
      ...{ configuration, state },
      leftOut: packagesBeside(),
      // Two at once would archive the same hours.
      reservedConcurrentExecutions: 1,
      environment: {
        ARCHIVE: JSON.stringify({ authorities: lanesOf(configuration), years, afterDays, lock: objectLock }),
      },
    });
    state.ledger.grant(archiver, ['GetItem', 'Query', 'Scan', 'PutItem']);
    state.archive.grantWrite(archiver, objectLock !== undefined);

    onceEach(this, 'hour', archiver, names.archiver);
  }
}
