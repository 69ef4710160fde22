import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { Fault } from '../../schemas/fault.ts';
import { digestOf } from '../ledger/digest.ts';
import type { FaultySubmission } from './submission.ts';

/**
 * A text in the form of a pointer, as it is refused where it came from somebody else than the gateway.
 * @param pointer of its only key
 */
export function forgedPointer(text: string, pointer: string, authority: AuthorityName): FaultySubmission {
  const faults = [{ ...NO_POINTER, pointer }];
  const unnamed = { key: undefined, message: null, platform: null };
  return { ready: false, faults, text, digest: digestOf(text), authority, ...unnamed };
}

const NO_POINTER: Omit<Fault, 'pointer'> = {
  rule: 'only the gateway itself takes up what is parked, and has feeds read',
  found: 'a sender that is none of its functions',
  remedy: 'leave it to the gateway, or submit the message itself',
};
