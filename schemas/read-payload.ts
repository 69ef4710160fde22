import type { OutboundMessage } from './contract.ts';
import { isObject } from './json.ts';
import type { Reading } from './reading.ts';

/** Reads the payload of a submission, in whichever form it is; nothing is read of what is no object. */
export function readPayload(contract: OutboundMessage | undefined, submitted: unknown): Reading {
  if (!isObject(submitted)) return {};
  return contract?.read?.(submitted) ?? { payload: submitted };
}
