import { callbacksOf } from '../../schemas/configuration.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import type { Installation } from '../gateway/gateway-connection.ts';
import { printable } from '../terminal/terminal.ts';
import { type Diagnosis, diagnose, fault, ok, warning } from './diagnosis.ts';

/**
 * Checks that the deployed version is the desk's own: both read the same table, and one may know what the other does
 * not.
 * @param own the desk's version
 */
export function deploymentCheck(
  { stage, published, putUp, isLocal, configuration }: Installation,
  own: string,
): Promise<Diagnosis> {
  return diagnose('deployment', putUp, async () => {
    const { stack, parameters } = resourceNames(stage);
    const { callbackUrl, version } = await published();
    const known = configuration();
    const isCalled = !known || callbacksOf(known) !== undefined;
    if ((isCalled ? callbackUrl : version) === undefined) {
      const missing = isCalled ? parameters.callbackUrl : parameters.version;
      return fault(`the parameter ${missing} is not there: ${stack} is not deployed`, putUp);
    }
    if (version === undefined)
      return warning(`the parameter ${parameters.version} is not there: its version is not known`, putUp);
    if (version === own) return ok(`version ${version} ${isLocal ? 'runs' : 'is deployed'}, as here`);
    return warning(
      `version ${printable(version)} ${isLocal ? 'runs' : 'is deployed'}, and this is ${own}`,
      isLocal ? putUp : `upgrade or go back as docs/upgrade.md says, or use the desk of ${printable(version)}`,
    );
  });
}
