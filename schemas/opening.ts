import { type AuthorityName, outboundMessages } from './catalogue.ts';
import type { OutboundMessage } from './contract.ts';

/** The message that a submission is sent as: the one that opens its filing where there is one, or else itself. */
export function openingOf(authority: AuthorityName, contract: OutboundMessage): OutboundMessage {
  const { opensWith } = contract;
  return outboundMessages(authority).find(({ message }) => message === opensWith) ?? contract;
}

/** The message that platforms submit, and that this one opens. */
export function openedBy(authority: AuthorityName, message: string): OutboundMessage | undefined {
  return outboundMessages(authority).find(({ opensWith }) => opensWith === message);
}
