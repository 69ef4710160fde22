import type { FilingKey } from '../../functions/ledger/records.ts';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { acting } from './acting.ts';

/** The most filings that one record of a reading names. */
const NAMED = 100;

/**
 * Keeps, where the configuration says so (`auditReads`), who reads the messages of these filings, before they are shown.
 * @param of the name of what is read: `show`, `export`, `page`
 * @throws {DeskFault} where that cannot be kept: nothing may be shown then
 */
export async function readingBodies(gateway: GatewayConnection, keys: readonly FilingKey[], of: string): Promise<void> {
  if (!isKept(gateway)) return;
  for (let from = 0; from < keys.length; from += NAMED) {
    const some = keys.slice(from, from + NAMED);
    const [first] = some;
    if (!first) continue;
    const names = some.map(({ authority, kind, reference }) => `${authority}/${kind}/${reference}`).join(', ');
    const about =
      keys.length === 1
        ? { authority: first.authority, reference: first.reference, detail: of }
        : { detail: `${of}: ${names}` };
    await acting(gateway, { action: 'read', reason: null, ...about }, async () => undefined);
  }
}

/**
 * Keeps, where the configuration says so, who reads texts that could not be read and belong to no filing.
 * @throws {DeskFault} where that cannot be kept: nothing may be shown then
 */
export async function readingTexts(
  gateway: GatewayConnection,
  texts: readonly { authority: AuthorityName; received: string }[],
  of: string,
): Promise<void> {
  if (!isKept(gateway)) return;
  for (let from = 0; from < texts.length; from += NAMED) {
    const names = texts.slice(from, from + NAMED).map(({ authority, received }) => `${authority} ${received}`);
    const detail = `${of}, could not be read: ${names.join(', ')}`;
    await acting(gateway, { action: 'read', reason: null, detail }, async () => undefined);
  }
}

const isKept = (gateway: GatewayConnection) => gateway.installation.configuration()?.auditReads === true;
