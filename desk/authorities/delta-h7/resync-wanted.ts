import { DeskFault } from '../../fault.ts';
import { spanOf } from '../../filter/span.ts';
import type { Period } from './consultations.ts';
import { type ResyncStatus, resyncStatuses } from './resync-status.ts';

/** About what customs is to be asked, and why, as an operator gives it. */
export interface ResyncWish {
  lrns: readonly string[];
  since?: string | undefined;
  until?: string | undefined;
  status?: string | undefined;
  /** The reason, since customs is asked after an incident only (§9.3). */
  reason?: string | undefined;
}

/**
 * The reason why customs is asked.
 * @throws {DeskFault} where it is not said
 */
export function resyncReasonOf({ reason }: ResyncWish): string {
  if (reason !== undefined && reason.trim() !== '') return reason;
  throw new DeskFault(
    'USAGE',
    'Say why with --reason "…": customs is asked only after an incident (§9.3), and the reason is kept.',
  );
}

/**
 * The LRNs, or the period, that is asked about.
 * @throws {DeskFault} where they are not said, or both are
 */
export function wantedOf({ lrns, since, until, status }: ResyncWish, now: Date): readonly string[] | Period {
  if (lrns.length > 0) {
    if (since === undefined && until === undefined && status === undefined) return lrns;
    throw new DeskFault('USAGE', '--lrn names the declarations: leave out --since, --until and --status.');
  }
  if (since === undefined)
    throw new DeskFault('USAGE', 'Say about which declarations: --lrn LRN…, or --since T, with --until and --status.');
  return { ...spanOf(since, until, now), status: statusOf(status) };
}

function statusOf(status: string | undefined): ResyncStatus | undefined {
  if (status === undefined) return undefined;
  const found = resyncStatuses.find((one) => one === status.toLowerCase());
  if (found) return found;
  const why = status.toLowerCase() === 'refused' ? 'customs never took what it refused' : 'it is not known';
  throw new DeskFault('USAGE', `--status ${status}: ${why}. Give one of ${resyncStatuses.join(', ')}.`);
}
