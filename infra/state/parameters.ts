import { readFileSync } from 'node:fs';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { resourceNames } from '../../schemas/resource-names.ts';
import { configuredLanes } from '../lanes/configured-lanes.ts';
import type { LanesProps } from '../lanes/lanes.ts';

export interface ParametersProps extends LanesProps {
  /** The URL of the callbacks; undefined where no authority calls back. */
  readonly callbackUrl: string | undefined;
}

/** The parameters in Systems Manager, which the platforms' own deployments read. No secret is among them. */
export class Parameters extends Construct {
  constructor(scope: Construct, id: string, { configuration, state, callbackUrl }: ParametersProps) {
    super(scope, id);
    const { parameters } = resourceNames(configuration.stage);
    const put = (parameterName: string, stringValue: string, description: string) =>
      new StringParameter(this, parameterName.slice(1).replaceAll('/', '-'), {
        parameterName,
        stringValue,
        description,
      });

    put(parameters.version, ownVersion(), 'The version of Declarant that is deployed');
    if (callbackUrl !== undefined)
      put(parameters.callbackUrl, callbackUrl, 'The URL of the callbacks, to be given to the authorities');
    put(parameters.ledger, state.ledger.tableName, 'The table of every message sent and received');
    put(parameters.outcomes, state.outcomes.topicArn, 'The topic of the outcomes');
    for (const [platform, queue] of Object.entries(state.platforms))
      put(parameters.platform(platform), queue.queueUrl, `The queue with the outcomes of ${platform}`);
    for (const { authority } of configuredLanes(configuration)) {
      const { outbox, deadLetters } = state.lane(authority);
      const names = parameters.lane(authority);
      put(names.outbox, outbox.queueUrl, `The queue of messages to be sent to ${authority}`);
      put(names.deadLetters, deadLetters.queueUrl, `The queue of messages to ${authority} that could not be processed`);
    }
  }
}

/** The package's version. */
function ownVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
