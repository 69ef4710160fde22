import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type Configuration, callbacksOf } from '../../schemas/configuration.ts';
import { gatewayFunctions } from '../../schemas/gateway-functions.ts';
import { resourceNames } from '../../schemas/resource-names.ts';

export interface KeptLogsProps {
  readonly configuration: Configuration;
}

/**
 * The groups of logs of all that runs. They are kept with the state: the stack of what runs may be deleted and made
 * again, and finds them there.
 */
export class KeptLogs extends Construct {
  constructor(scope: Construct, id: string, { configuration }: KeptLogsProps) {
    super(scope, id);
    const { logs } = resourceNames(configuration.stage);
    const { accessLogs = false, webAclLogs = false } = callbacksOf(configuration) ?? {};
    const keep = (part: string, logGroupName: string) =>
      new LogGroup(this, part, {
        logGroupName,
        retention: configuration.logRetentionDays,
        removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      });

    for (const { of, name } of gatewayFunctions(configuration)) keep(of.join('-'), logs.function(name));
    if (accessLogs) keep('calls', logs.calls);
    if (webAclLogs) keep('firewall', logs.firewall);
  }
}
