import type { Certainty, OutboundMessage } from '../../schemas/contract.ts';
import { type Fault, tokensOf } from '../../schemas/fault.ts';
import { inferredAt } from './inferred-at.ts';

/** A fault with its parts on one line, the certainty of its rule, and the text in which that stands. */
export interface SourcedFault extends Fault {
  text: string;
  certainty: Certainty;
  source: string;
}

/**
 * A fault with its source: that of its rule, or else that of the message and of the part in which it is.
 * @param contract the message's, where it is known
 */
export function sourcedFault(fault: Fault, contract?: OutboundMessage): SourcedFault {
  const { code, rule, found, remedy } = fault;
  const text = `${code === undefined ? '' : `${code} `}${rule}; found ${found}; ${remedy}`;
  return { ...(isInPayload(fault) && contract ? partOf(fault, contract) : ours), ...fault, text };
}

const isInPayload = ({ pointer }: Fault) => pointer === '/payload' || pointer.startsWith('/payload/');

/** Rules about the envelope are those of the gateway. */
const ours = { certainty: 'verified', source: "the gateway's own rule" } as const;

function partOf({ pointer }: Fault, { certainty, source, submission }: OutboundMessage) {
  const grounds = inferredAt(submission(), tokensOf(pointer).slice(1));
  return grounds === undefined
    ? { certainty, source }
    : { certainty: 'inferred' as const, source: `${source}; ${grounds}` };
}
