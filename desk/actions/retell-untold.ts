import { resourceNames } from '../../schemas/resource-names.ts';
import { messagesBetween } from '../filings/messages-between.ts';
import type { Span } from '../filter/span.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { lambdaNotifier } from '../gateway/notifier.ts';
import { queueDepth, queueUrlOf } from '../gateway/queue-depth.ts';
import { type Retold, retellLetters } from '../retell/retell.ts';
import { optionalReason } from './reason.ts';
import { type RetellingOptions, retelling } from './retelling.ts';

export interface RetellWish {
  /** The most entries of the queue; `undefined` for all. */
  limit?: number | undefined;
  reason?: string | undefined;
}

/** The queue of untold messages as it was, and the outcome for each. */
export interface RetoldQueue extends Retold {
  /** The number of entries that were there. */
  found: number;
  /** The number of those that somebody else reads just now, which hides them for a while. */
  hidden: number;
}

/** The number of entries on the queue of untold messages. */
export async function countUntold(gateway: GatewayConnection): Promise<number> {
  return (await untoldQueue(gateway)).found;
}

/** Has the platforms told again of what lies on the queue of messages that they could not be told of. */
export async function retellUntold(
  gateway: GatewayConnection,
  { limit, reason: given }: RetellWish,
  options: RetellingOptions = {},
): Promise<RetoldQueue> {
  const reason = optionalReason(given);
  const { sqs, untold, found } = await untoldQueue(gateway);
  const [lambda, ledger, books] = await Promise.all([gateway.installation.lambda(), gateway.ledger(), gateway.books()]);
  const entries = found === 1 ? '1 entry' : `${found} entries`;
  const about = { reason, detail: `what ${entries} on the queue are about` };
  const ports = {
    ...{ sqs, untold },
    notifyAgain: lambdaNotifier(lambda, resourceNames(gateway.installation.stage).notifier),
    messagesBetween: (span: Span) => messagesBetween(ledger, books, gateway.authorities, span),
  };
  const retold = await retelling(gateway, about, (of) => retellLetters(ports, { limit, ...of }), options);
  const isHidden = retold.done + retold.staying === 0 && !options.signal?.aborted;
  return { found, ...retold, hidden: isHidden ? found : 0 };
}

async function untoldQueue(gateway: GatewayConnection) {
  const sqs = await gateway.queues();
  const untold = await queueUrlOf(sqs, resourceNames(gateway.installation.stage).untold);
  return { sqs, untold, found: await queueDepth(sqs, untold) };
}
