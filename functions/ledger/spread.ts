import { kindOf } from '../../schemas/catalogue.ts';
import type { Facts } from '../../schemas/contract.ts';
import { factOf, indexed } from './facts.ts';
import type { Ledger } from './ledger.ts';
import type { FilingKey, ReceivedRecord } from './records.ts';

/**
 * Writes what an answer says of each declaration into that declaration's own filing, before the
 * answer itself is stored: a replay finishes what a crash left, since each write is made once.
 * @param platform the platform whose message is answered
 */
export async function spread(
  key: FilingKey,
  { message, messageId, at, httpStatus }: ReceivedRecord,
  news: readonly [FilingKey, Facts][],
  platform: string | undefined,
  ledger: Ledger,
): Promise<void> {
  const told = platform !== undefined && kindOf(key.authority, key.kind).speaksOf ? { platform } : {};
  const via = { kind: key.kind, reference: key.reference };
  const came = { message, at, messageId, ...(httpStatus !== undefined && { httpStatus }) };
  await Promise.all(
    news.map(([declaration, facts]) =>
      ledger.state(
        declaration,
        { type: 'stated', ...came, via, ...told, facts },
        { fact: factOf(key, facts), ...indexed(declaration, facts.authorityReference) },
      ),
    ),
  );
}
