import type { HousekeepingPorts } from '../../../functions/housekeeping/ports.ts';
import type { NotifyMessagePorts } from '../../../functions/notify/notify-message.ts';
import type { BatchPorts } from '../../../functions/send/ports.ts';

/** The ports of all functions of a gateway. */
export type GatewayPorts = BatchPorts & HousekeepingPorts & NotifyMessagePorts;
