import { randomUUID } from 'node:crypto';
import type { FilingKey } from '../../functions/ledger/records.ts';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { OutboundMessage, Warning } from '../../schemas/contract.ts';
import { type Fault, faultLine } from '../../schemas/fault.ts';
import { judgeSubmission } from '../../schemas/judge-submission.ts';
import type { Law } from '../../schemas/law.ts';
import { everywhereTaken } from '../../schemas/message-text.ts';
import { readOutboxText } from '../../schemas/outbox-text.ts';
import { DeskFault } from '../fault.ts';
import type { Awaited } from '../filings/answers.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { putOnOutbox } from '../gateway/outbox.ts';
import { vouchedId } from '../submit/vouched-id.ts';
import { acting } from './acting.ts';
import { reasonOf } from './reason.ts';

/** A message that a person has written in a form. */
export interface WrittenMessage {
  authority: AuthorityName;
  contract: OutboundMessage;
  /** The platform that hears what becomes of it. */
  platform: string;
  /** The platform's own reference, where the message holds none. */
  reference?: string;
  /** The message, JSON. */
  payload: string;
  reason: string | undefined;
}

/** A message as its sender would judge it. */
export interface CheckedMessage {
  /** The filing that it belongs to; undefined where it has no reference yet. */
  key: FilingKey | undefined;
  body: string;
  faults: Fault[];
  warnings: Warning[];
}

/** Checks a message as the sender would; nothing is submitted by it. */
export function checkMessage(message: WrittenMessage, law: Law, now = new Date()): CheckedMessage {
  const { authority, contract, platform, reference, payload, reason } = message;
  const head = {
    ...{ authority, message: contract.message, platform },
    ...(reference !== undefined && { reference }),
    ...(contract.needsReason && reason !== undefined && { reason }),
  };
  const body = everywhereTaken(`${JSON.stringify(head).slice(0, -1)},"payload":${payload}}`);
  const judged = judgeSubmission(readOutboxText(body), authority, law, now);
  const key = judged.reference && { authority, kind: contract.filing, reference: judged.reference };
  return { key: key || undefined, body, faults: [...judged.faults, ...judged.unlawful], warnings: judged.warnings };
}

/**
 * Submits a message in a person's name, under the name of its platform.
 * @returns the means to wait for its answer
 * @throws {DeskFault} where it would be refused, or cannot be put
 */
export async function submitMessage(
  gateway: GatewayConnection,
  message: WrittenMessage,
  now = new Date(),
): Promise<Awaited> {
  const reason = reasonOf(message.reason, 'kept');
  const { authority, contract, platform } = message;
  const law = gateway.law(authority);
  const isNameless = contract.standIn && message.reference === undefined;
  const named = isNameless && !checkMessage(message, law, now).key ? { reference: randomUUID() } : {};
  const { key, body, faults } = checkMessage({ ...message, ...named, reason }, law, now);
  const [fault] = faults;
  if (fault) throw new DeskFault('INPUT', `It would be refused: ${faultLine(fault)}. Nothing was submitted.`);
  if (!key) throw new DeskFault('INPUT', 'It names no reference. Nothing was submitted.');
  const { reference } = key;
  const about = { action: 'submit', authority, reference, reason, detail: contract.message };
  const submission = { source: reference, authority, message: contract.message, platform, reference, body };
  return acting(gateway, about, async () => {
    const before = await (await gateway.ledger()).records(key);
    const redrivenFrom = await vouchedId(gateway, submission);
    const outgoing = { body, ...(redrivenFrom !== undefined && { redrivenFrom }) };
    const [put] = await putOnOutbox(await gateway.queues(), await gateway.outbox(authority), [outgoing]);
    if (put?.cause) throw put.cause;
    if (put?.error) throw new DeskFault('AWS', `It could not be put on the outbox: ${put.error}.`);
    return { submission, key, before };
  });
}
