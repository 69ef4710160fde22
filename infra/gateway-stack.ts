import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Configuration } from '../schemas/configuration.ts';
import { resourceNames } from '../schemas/resource-names.ts';
import { Alarms } from './alarms/alarms.ts';
import { Callbacks } from './callbacks.ts';
import { Lanes } from './lanes.ts';
import { Ledger } from './ledger.ts';
import { Outcomes } from './outcomes.ts';
import { PlatformQueue } from './platform-queue.ts';
import { Telling } from './telling.ts';
import { Tend } from './tend.ts';

export interface GatewayStackProps extends StackProps {
  readonly configuration: Configuration;
}

/** The whole gateway: the ledger, one lane an authority, the callbacks, the outcomes and who takes them. */
export class GatewayStack extends Stack {
  constructor(scope: Construct, id: string, props: GatewayStackProps) {
    super(scope, id, props);
    const { configuration } = props;
    const names = resourceNames(configuration.stage);

    const ledger = new Ledger(this, 'Ledger', { tableName: names.ledger });
    const outcomes = new Outcomes(this, 'Outcomes', { topicName: names.outcomes });
    for (const platform of configuration.platforms)
      new PlatformQueue(this, `Platform-${platform}`, { platform, stage: configuration.stage, outcomes });

    const lanes = new Lanes(this, 'Lanes', { configuration, ledger, outcomes });
    const telling = new Telling(this, 'Telling', { configuration, ledger, outcomes, lanes });
    new Callbacks(this, 'Callbacks', { configuration, ledger, lanes, telling });
    new Tend(this, 'Tend', { configuration, ledger, outcomes, lanes });
    new Alarms(this, 'Alarms', { configuration });
  }
}
