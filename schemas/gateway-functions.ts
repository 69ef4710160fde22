import type { AuthorityName } from './catalogue.ts';
import { type Configuration, callbacksOf, lanesOf } from './configuration.ts';
import { resourceNames } from './resource-names.ts';

/** A function of a gateway. */
export interface GatewayFunctionPlace {
  /** Its part of the names of alarms and resources: `receive`, or the authority and `send`. */
  of: readonly [string] | readonly [AuthorityName, 'send'];
  /** Its name in Lambda. */
  name: string;
  /** The reserved concurrency: as many instances are kept for it, and it takes no more. */
  reserved: number;
}

/** Every function of a gateway with this configuration. */
export function gatewayFunctions(
  configuration: Pick<Configuration, 'stage' | 'lanes' | 'callbacks' | 'concurrency'>,
): GatewayFunctionPlace[] {
  const { stage, lanes, concurrency } = configuration;
  const { receiver, notifier, keeper, housekeeping, archiver, lane } = resourceNames(stage);
  return [
    ...(callbacksOf(configuration)
      ? [{ of: ['receive'], name: receiver, reserved: concurrency.receiver } as const]
      : []),
    { of: ['notify'], name: notifier, reserved: concurrency.notifier },
    { of: ['keep'], name: keeper, reserved: concurrency.keeper },
    // Two at once would release the same messages.
    { of: ['housekeeping'], name: housekeeping, reserved: 1 },
    // Two at once would archive the same hours.
    { of: ['archive'], name: archiver, reserved: 1 },
    ...lanesOf(configuration).map((authority) => ({
      of: [authority, 'send'] as const,
      name: lane(authority).sender,
      reserved: lanes[authority]?.maximumConcurrency ?? 0,
    })),
  ];
}
