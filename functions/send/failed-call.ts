import { troubleOf } from '../../schemas/trouble.ts';
import type { CallResult } from '../admission/report.ts';
import type { Failure } from '../authorities/authority.ts';
import type { Tries } from './back-off.ts';

/** A failed call in the form that admission takes. */
export function failedCall(failure: Failure, { failures }: Tries): CallResult {
  const { retryMs } = failure;
  const asked = retryMs !== undefined && { retryMs };
  return { kind: 'failed', ...troubleOf(failure), ...asked, hasFailedBefore: failures > 0 };
}
