import { pMapIterable } from 'p-map';
import type { FilingKey } from '../../functions/ledger/records.ts';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import { maskedDifference } from '../filings/masked-difference.ts';
import type { MessageDifference } from '../form/exact-differences.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { type ChosenFiling, chosenFilings, type ReplayChoice } from './chosen.ts';
import { examineFiling, type ReplayWish } from './examine-filing.ts';
import { type HourEffect, hourEffect } from './hour-effect.ts';
import type { ReplayRow } from './replay-row.ts';

/** The plan of a replay; nothing is submitted by it. */
export interface ReplayPlan {
  /** A row for each filing that was chosen, in their order. */
  rows: ReplayRow[];
  /** The filings that go, in their order. */
  going: FilingKey[];
  /** The number of those that go beyond the limit, and are left for later. */
  beyondLimit: number;
  /** The filings that are left out, by the reason, the most frequent first. */
  leftOut: { reason: string; count: number; example: string }[];
  /** Some of those that go, with what is changed; what names a person is masked. */
  examples: { reference: string; differences: MessageDifference[] }[];
  /** The effect on the share of the hour, by the lane. */
  hours: HourEffect[];
}

export interface PlanOptions extends ReplayWish {
  /** The most filings that go; all where left out. */
  limit?: number | undefined;
  signal?: AbortSignal | undefined;
  onProgress?: (read: number) => void;
}

/** The most filings that are read at the same time. */
const AT_ONCE = 16;
const EXAMPLES = 5;

/**
 * Looks at each filing that was chosen: which go, which are left out and why, and how much of the hour it takes.
 * @throws {DeskFault} where the correction changes a reference
 */
export async function planReplay(
  gateway: GatewayConnection,
  choice: ReplayChoice,
  { limit = Number.POSITIVE_INFINITY, signal, onProgress = () => {}, ...wish }: PlanOptions,
): Promise<ReplayPlan> {
  const ports = { ledger: await gateway.ledger(), law: gateway.law };
  const plan: ReplayPlan = { rows: [], going: [], beyondLimit: 0, leftOut: [], examples: [], hours: [] };
  const look = async (one: ChosenFiling) => ({
    one,
    found: one.key && one.leftOut === undefined ? await examineFiling(one.key, wish, ports) : undefined,
  });
  for await (const { one, found } of pMapIterable(chosenFilings(gateway, choice), look, { concurrency: AT_ONCE })) {
    signal?.throwIfAborted();
    const { reference, key } = one;
    const leftOut = one.leftOut ?? (found && 'leftOut' in found ? found.leftOut : undefined);
    if (leftOut !== undefined || !key || !found) leaveOut(plan, reference, leftOut ?? 'it is not known');
    else if (plan.going.length >= limit) plan.beyondLimit += 1;
    else {
      plan.going.push(key);
      plan.rows.push({ reference, action: 'would-replay' });
      if (plan.examples.length < EXAMPLES && 'differences' in found)
        plan.examples.push({
          reference,
          differences: found.differences.map((one) => maskedDifference(key.authority, one)),
        });
    }
    onProgress(plan.rows.length + plan.beyondLimit);
  }
  plan.leftOut.sort((a, b) => b.count - a.count);
  plan.hours = await hoursOf(gateway, plan.going, wish.now);
  return plan;
}

function leaveOut(plan: ReplayPlan, reference: string, reason: string): void {
  plan.rows.push({ reference, action: 'skipped', reason });
  const known = plan.leftOut.find((one) => one.reason === reason);
  if (known) known.count += 1;
  else plan.leftOut.push({ reason, count: 1, example: reference });
}

function hoursOf(gateway: GatewayConnection, going: readonly FilingKey[], now: Date): Promise<HourEffect[]> {
  const counts = new Map<AuthorityName, number>();
  for (const { authority } of going) counts.set(authority, (counts.get(authority) ?? 0) + 1);
  return Promise.all([...counts].map(([authority, count]) => hourEffect(gateway, authority, count, now)));
}
