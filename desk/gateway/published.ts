import type { SSMClient } from '@aws-sdk/client-ssm';
import { resourceNames } from '../../schemas/resource-names.ts';

/** The parameters of a deployment in Systems Manager; undefined where there is no such parameter. */
export interface Published {
  /** The URL of the callbacks, without a slash at its end. */
  callbackUrl: string | undefined;
  /** The version of Declarant that was deployed. */
  version: string | undefined;
  /** The stream of the ledger's table that the functions were deployed with. */
  ledgerStream: string | undefined;
}

/** Reads it, in one call. */
export async function published(client: SSMClient, stage: string): Promise<Published> {
  const { GetParametersCommand } = await import('@aws-sdk/client-ssm');
  const { callbackUrl, version, ledgerStream } = resourceNames(stage).parameters;
  const { Parameters = [] } = await client.send(
    new GetParametersCommand({ Names: [callbackUrl, version, ledgerStream] }),
  );
  const value = (name: string) => Parameters.find(({ Name }) => Name === name)?.Value;
  return { callbackUrl: value(callbackUrl), version: value(version), ledgerStream: value(ledgerStream) };
}
