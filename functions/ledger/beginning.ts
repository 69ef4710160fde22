import { outboundMessages } from '../../schemas/catalogue.ts';
import { outbound } from './attempts.ts';
import { type FilingKey, isAboutOthers, type SentRecord } from './records.ts';

/** Whether a message begins a filing, or goes on with one that another message began under the same reference. */
export function begins(key: FilingKey, message: string): boolean {
  const contract = outbound(key, message);
  return contract?.by !== 'gateway' && (isAboutOthers(key) || !contract?.followsUp);
}

/**
 * The message under whose name a message is claimed, where that is another one. All messages that begin a filing are
 * claimed in one place, so that two of them under one reference meet at one item.
 */
export function claimedAs(key: FilingKey, message: string): Pick<SentRecord, 'claimedAs'> {
  if (!begins(key, message)) return {};
  const all = outboundMessages(key.authority).filter(({ filing }) => filing === key.kind);
  const first = all.find((one) => begins(key, one.message))?.message;
  return first === undefined || first === message ? {} : { claimedAs: first };
}
