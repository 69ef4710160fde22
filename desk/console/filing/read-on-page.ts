import { filingId } from '../../../functions/ledger/items.ts';
import type { FilingKey } from '../../../functions/ledger/records.ts';
import { readingBodies } from '../../actions/reading-bodies.ts';
import type { GatewayConnection } from '../../gateway/gateway-connection.ts';

/** A page looks again by itself every few seconds: a reading within this time after the last look is the same one. */
const SAME_READING_MS = 15 * 60_000;

const latest = new WeakMap<GatewayConnection, Map<string, number>>();

/**
 * Keeps that a person reads the messages of a filing on its page, where that is to be kept.
 * @throws {DeskFault} where it cannot be kept: the page is not shown then
 */
export async function readOnPage(
  gateway: GatewayConnection,
  key: FilingKey,
  isShown: boolean,
  now: Date,
): Promise<void> {
  const readings = latest.get(gateway) ?? new Map<string, number>();
  latest.set(gateway, readings);
  const of = isShown ? 'page, with names' : 'page';
  const name = `${filingId(key)} ${of}`;
  const isSame = now.getTime() - (readings.get(name) ?? 0) < SAME_READING_MS;
  if (!isSame) await readingBodies(gateway, [key], of);
  readings.set(name, now.getTime());
}
