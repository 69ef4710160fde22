import { DeskFault } from '../fault.ts';
import { awsFault } from './aws-fault.ts';
import type { Installation } from './gateway-connection.ts';

/**
 * The URL of the callbacks: as it was deployed, else the name that the configuration gives it. Undefined where
 * neither is known, be it that your role may not read the one.
 */
export async function callbackUrlOf(installation: Installation): Promise<string | undefined> {
  if (installation.callbackUrl !== undefined) return installation.callbackUrl;
  try {
    const { callbackUrl } = await installation.published();
    if (callbackUrl !== undefined) return callbackUrl;
  } catch (error) {
    if (!(awsFault(error, 'AWS') instanceof DeskFault)) throw error;
  }
  const domain = installation.configuration()?.callbacks?.domain;
  return domain && `https://${domain.name}`;
}
