import { resourceNames } from '../../schemas/resource-names.ts';
import { messagesBetween } from '../filings/messages-between.ts';
import type { Span } from '../filter/span.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { lambdaNotifier } from '../gateway/notifier.ts';
import { type Retold, retellMessages } from '../retell/retell.ts';
import { optionalReason } from './reason.ts';
import { type RetellingOptions, retelling } from './retelling.ts';

/** The number of messages of the authority that came in a period. */
export async function countInSpan(gateway: GatewayConnection, span: Span): Promise<number> {
  let found = 0;
  const [ledger, books] = await Promise.all([gateway.ledger(), gateway.books()]);
  for await (const _ of messagesBetween(ledger, books, gateway.authorities, span)) found += 1;
  return found;
}

/** Has the platforms told again of all messages of the authority that came in a period, told or not. */
export async function retellSpan(
  gateway: GatewayConnection,
  span: Span,
  given: string | undefined,
  options: RetellingOptions = {},
): Promise<Pick<Retold, 'told' | 'stillUntold'>> {
  const reason = optionalReason(given);
  const [lambda, ledger, books] = await Promise.all([gateway.installation.lambda(), gateway.ledger(), gateway.books()]);
  const notifyAgain = lambdaNotifier(lambda, resourceNames(gateway.installation.stage).notifier);
  const detail = `from ${span.since.toISOString()} to ${span.until.toISOString()}`;
  const messages = messagesBetween(ledger, books, gateway.authorities, span);
  const retell = (of: RetellingOptions) => retellMessages(notifyAgain, messages, of);
  return retelling(gateway, { reason, detail }, retell, options);
}
