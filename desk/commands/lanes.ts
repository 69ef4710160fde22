import { queueDepth } from '../gateway/queue-depth.ts';
import { laneStatus } from '../lanes/lane-status.ts';
import { platformsUnknownAt } from '../lanes/unknown-platforms.ts';
import { withOldest } from '../lanes/with-oldest.ts';
import { laneLines } from '../render/lanes.ts';
import type { Command } from './command.ts';

/** Shows how each lane stands. */
export const lanes: Command<{ json?: boolean }> = async ({ json }, open, terminal, now = new Date()) => {
  const gateway = open();
  const [sqs, ledger] = await Promise.all([gateway.queues(), gateway.ledger()]);
  const depthOf = async (url: Promise<string>) => queueDepth(sqs, await url);
  const standing = await Promise.all(
    gateway.authorities.map(async (authority) => {
      const laneSwitch = await gateway.laneSwitch(authority);
      const queues = {
        outbox: depthOf(gateway.outbox(authority)),
        deadLetters: depthOf(gateway.deadLetters(authority)),
      };
      const sources = { laneSwitch, ledger, share: gateway.share(authority), ...queues };
      const [status, unknown] = await Promise.all([
        laneStatus(authority, sources, now),
        platformsUnknownAt(gateway, authority),
      ]);
      return { ...status, ...(unknown.length > 0 && { unknownPlatforms: unknown.map(({ name }) => name) }) };
    }),
  );
  const statuses = await withOldest(gateway, standing, now);
  if (json) terminal.out(JSON.stringify(statuses, null, 2));
  else for (const line of laneLines(statuses, terminal)) terminal.out(line);
  return 0;
};
