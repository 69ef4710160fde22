import { counted } from '../../functions/admission/hour.ts';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';

/** The effect of a number of messages on a lane's share of the hour. */
export interface HourEffect {
  authority: AuthorityName;
  /** The number of messages. */
  count: number;
  /** The messages of the last hour. */
  used: number;
  /** The share of an hour; null where it is not known here. */
  share: number | null;
  /** The least minutes until all of them are sent, with nothing else to send; null where the share is not known. */
  minutes: number | null;
}

export async function hourEffect(
  gateway: GatewayConnection,
  authority: AuthorityName,
  count: number,
  now: Date,
): Promise<HourEffect> {
  const { hour } = await (await gateway.laneSwitch(authority)).state();
  const used = counted(hour, now.getTime()).sum;
  const share = gateway.share(authority);
  if (!share) return { authority, count, used, share: null, minutes: null };
  const { perSecond, perHour } = share;
  const atOnce = Math.max(0, perHour - used);
  const seconds = Math.min(count, atOnce) / perSecond + (Math.max(0, count - atOnce) / perHour) * 3600;
  return { authority, count, used, share: perHour, minutes: Math.ceil(seconds / 60) };
}
