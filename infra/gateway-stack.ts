import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { AuthorityName } from '../schemas/catalogue.ts';
import type { Configuration } from '../schemas/configuration.ts';
import { resourceNames } from '../schemas/resource-names.ts';
import { Callbacks } from './callbacks.ts';
import { Lane } from './lane.ts';
import { Ledger } from './ledger.ts';
import { Outcomes } from './outcomes.ts';

export interface GatewayStackProps extends StackProps {
  readonly configuration: Configuration;
}

/** The whole gateway: the ledger, one lane an authority, the callbacks, the outcomes. */
export class GatewayStack extends Stack {
  constructor(scope: Construct, id: string, props: GatewayStackProps) {
    super(scope, id, props);
    const { configuration } = props;
    const names = resourceNames(configuration.stage);

    const ledger = new Ledger(this, 'Ledger', { tableName: names.ledger });
    const outcomes = new Outcomes(this, 'Outcomes', { topicName: names.outcomes });

    const authorities = Object.keys(configuration.lanes) as AuthorityName[];
    for (const authority of authorities) {
      const lane = configuration.lanes[authority];
      if (lane) new Lane(this, `Lane-${authority}`, { authority, lane, configuration, ledger, outcomes });
    }
    new Callbacks(this, 'Callbacks', { authorities, configuration, ledger, outcomes });
  }
}
