import { DeskFault } from '../fault.ts';
import { awsFault } from '../gateway/aws-fault.ts';
import { printable } from '../terminal/terminal.ts';

/** The result of a look at one part of a gateway. */
export interface Diagnosis {
  /** The part, as an operator names it: `table`, or the outbox of a lane. */
  part: string;
  /** `warning`: it works, and somebody should look at it. `fault`: it does not work. */
  verdict: 'ok' | 'warning' | 'fault';
  /** The finding, in a sentence; never a secret's value. */
  says: string;
  /** The remedy; null where nothing need be done. */
  remedy: string | null;
}

export type Finding = Omit<Diagnosis, 'part'>;

export const ok = (says: string): Finding => ({ verdict: 'ok', says, remedy: null });
export const warning = (says: string, remedy: string): Finding => ({ verdict: 'warning', says, remedy });
export const fault = (says: string, remedy: string): Finding => ({ verdict: 'fault', says, remedy });

/**
 * Looks at one part. What AWS answers instead is a finding too.
 * @param ifMissing what to do where the part is not there
 */
export async function diagnose(part: string, ifMissing: string, look: () => Promise<Finding>): Promise<Diagnosis> {
  try {
    return { part, ...(await look()) };
  } catch (error) {
    return { part, ...findingOf(error, ifMissing) };
  }
}

/** The kinds of an error of AWS that a look at a part may meet. */
function findingOf(error: unknown, ifMissing: string): Finding {
  const told = awsFault(error, 'AWS');
  if (!(told instanceof DeskFault)) throw error;
  const { message } = (told.cause ?? told) as Error;
  const why = printable(message);
  switch (told.code) {
    case 'NO_GATEWAY':
      return fault('is not there', ifMissing);
    case 'CREDENTIALS':
      return fault(`AWS does not take your credentials: ${why}`, 'sign in (aws sso login), or set AWS_PROFILE');
    case 'ACCESS_DENIED':
      return warning(`was not looked at: ${why}`, 'have your role allowed to, or ask somebody whose role is');
    case 'UNREACHABLE':
      return fault(`does not answer: ${why}`, 'check the network and the region, and that a local gateway still runs');
    default:
      return fault(why, 'see what AWS says about this error, and try again');
  }
}

/** 0 where all is well, 1 where somebody should look, 2 where something does not work. */
export function exitCodeOf(checks: readonly Diagnosis[]): 0 | 1 | 2 {
  if (checks.some(({ verdict }) => verdict === 'fault')) return 2;
  return checks.some(({ verdict }) => verdict === 'warning') ? 1 : 0;
}
