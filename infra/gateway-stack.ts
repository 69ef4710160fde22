import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { type Configuration, callbacksOf } from '../schemas/configuration.ts';
import { Alarms } from './alarms/alarms.ts';
import { Archiving } from './archiving/archiving.ts';
import { Callbacks } from './callbacks/callbacks.ts';
import { Keeping } from './keeping/keeping.ts';
import { Housekeeping } from './lanes/housekeeping.ts';
import { Lanes } from './lanes/lanes.ts';
import { Notifying } from './notifying/notifying.ts';
import { KnownState } from './state/known-state.ts';
import { Parameters } from './state/parameters.ts';

export interface GatewayStackProps extends StackProps {
  readonly configuration: Configuration;
}

/**
 * The stack of everything that runs: one lane for each authority, the callbacks if any authority calls back, the
 * notifier, the keeper of the books, housekeeping and the archiver. It holds nothing that could be lost.
 */
export class GatewayStack extends Stack {
  constructor(scope: Construct, id: string, props: GatewayStackProps) {
    super(scope, id, props);
    const { configuration } = props;
    const state = new KnownState(this, 'State', { configuration });
    const lanes = new Lanes(this, 'Lanes', { configuration, state });
    const callbacks = callbacksOf(configuration);
    const callbackUrl = callbacks && new Callbacks(this, 'Callbacks', { configuration, callbacks, state, lanes }).url;
    new Notifying(this, 'Notifying', { configuration, state, lanes });
    new Keeping(this, 'Keeping', { configuration, state });
    new Housekeeping(this, 'Housekeeping', { configuration, state, lanes });
    new Archiving(this, 'Archiving', { configuration, state });
    new Alarms(this, 'Alarms', { configuration, state });
    new Parameters(this, 'Parameters', { configuration, state, callbackUrl });
  }
}
