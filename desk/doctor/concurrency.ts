import { LEAST_UNRESERVED } from '../../schemas/concurrency.ts';
import { gatewayFunctions } from '../../schemas/gateway-functions.ts';
import type { Installation } from '../gateway/gateway-connection.ts';
import { type Diagnosis, diagnose, fault, ok, warning } from './diagnosis.ts';

/** The quota to ask for where it is too small: the one of an account that is not new. */
const USUAL_QUOTA = 1000;

/**
 * Compares the instances that the functions reserve with the quota of the account, which all its functions in the region
 * share, and with what all of them reserve.
 */
export function concurrencyCheck(
  { region, lambda, isLocal, putUp }: Installation,
  configuration: Parameters<typeof gatewayFunctions>[0],
): Promise<Diagnosis> {
  return diagnose('concurrency', putUp, async () => {
    const ours = gatewayFunctions(configuration).reduce((sum, { reserved }) => sum + reserved, 0);
    if (isLocal) return ok('a local gateway has no quota');
    const [{ GetAccountSettingsCommand }, client] = await Promise.all([import('@aws-sdk/client-lambda'), lambda()]);
    const { AccountLimit } = await client.send(new GetAccountSettingsCommand({}));
    const { ConcurrentExecutions: quota = 0, UnreservedConcurrentExecutions: left = 0 } = AccountLimit ?? {};
    const needed = ours + LEAST_UNRESERVED;
    if (quota < needed)
      return fault(
        `its functions reserve ${ours} instances, and the account has ${quota}, of which Lambda keeps ${LEAST_UNRESERVED} for functions that reserve none`,
        `ask AWS for more: aws service-quotas request-service-quota-increase --region ${region} --service-code lambda --quota-code L-B99A9384 --desired-value ${Math.max(USUAL_QUOTA, needed)}`,
      );
    const reserved = quota - left;
    if (reserved < ours)
      return warning(
        `its functions are to reserve ${ours} instances, and all functions of the account reserve ${reserved}`,
        putUp,
      );
    return ok(
      `its functions reserve ${ours} instances, all functions of the account ${reserved} of ${quota}: ${left} are left`,
    );
  });
}
