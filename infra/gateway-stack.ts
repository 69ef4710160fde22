import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Configuration } from '../schemas/configuration.ts';
import { Alarms } from './alarms/alarms.ts';
import { Callbacks } from './callbacks.ts';
import { KnownState } from './known-state.ts';
import { Lanes } from './lanes.ts';
import { Parameters } from './parameters.ts';
import { Telling } from './telling.ts';
import { Tend } from './tend.ts';

export interface GatewayStackProps extends StackProps {
  readonly configuration: Configuration;
}

/** All that runs: one lane an authority, the callbacks, what tells of them and what tends the lanes. It holds nothing that could be lost. */
export class GatewayStack extends Stack {
  constructor(scope: Construct, id: string, props: GatewayStackProps) {
    super(scope, id, props);
    const { configuration } = props;
    const state = new KnownState(this, 'State', { configuration });
    const lanes = new Lanes(this, 'Lanes', { configuration, state });
    const callbacks = new Callbacks(this, 'Callbacks', { configuration, state, lanes });
    new Telling(this, 'Telling', { configuration, state, lanes });
    new Tend(this, 'Tend', { configuration, state, lanes });
    new Alarms(this, 'Alarms', { configuration, state });
    new Parameters(this, 'Parameters', { configuration, state, callbackUrl: callbacks.url });
  }
}
