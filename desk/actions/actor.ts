import { userInfo } from 'node:os';
import type { STSClient } from '@aws-sdk/client-sts';
import { DeskFault } from '../fault.ts';
import { awsFault } from '../gateway/aws-fault.ts';

/** The system's user, who acts at a gateway on this machine; by number where the system has no name for it. */
export function localActor(named = () => userInfo().username, id = process.getuid?.()): string {
  try {
    return named();
  } catch {
    return `uid ${id ?? 'unknown'}`;
  }
}

/**
 * The person who acts at a deployed gateway, as AWS names them: the ARN of a user or of a role's session.
 * @throws {DeskFault} where AWS does not say: nothing may be done in nobody's name
 */
export async function callerArn(client: STSClient, gateway: string): Promise<string> {
  const { GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
  try {
    const { Arn } = await client.send(new GetCallerIdentityCommand({}));
    if (Arn) return Arn;
    throw new DeskFault('CREDENTIALS', 'AWS does not say who you are (sts:GetCallerIdentity).');
  } catch (error) {
    const fault = awsFault(error, gateway);
    const why = fault instanceof Error ? fault.message : String(fault);
    const code = fault instanceof DeskFault ? fault.code : 'AWS';
    const nothing = 'Nothing was done, since it is kept who does what, and AWS does not say who you are.';
    throw new DeskFault(code, `${nothing} ${why}`, { cause: error });
  }
}
