import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { queueDepth } from '../gateway/queue-depth.ts';
import { laneStatus } from '../lanes/lane-status.ts';
import { laneLines } from '../render/lanes.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Shows how each lane stands. */
export async function lanes(
  { json }: { json?: boolean },
  open: () => GatewayConnection,
  terminal: Terminal,
  now = new Date(),
): Promise<number> {
  const gateway = open();
  const [sqs, ledger] = await Promise.all([gateway.queues(), gateway.ledger()]);
  const depthOf = async (url: Promise<string>) => queueDepth(sqs, await url);
  const statuses = await Promise.all(
    gateway.authorities.map(async (authority) => {
      const laneSwitch = await gateway.laneSwitch(authority);
      const queues = {
        outbox: depthOf(gateway.outbox(authority)),
        deadLetters: depthOf(gateway.deadLetters(authority)),
      };
      return laneStatus(authority, { laneSwitch, ledger, share: gateway.share(authority), ...queues }, now);
    }),
  );
  if (json) terminal.out(JSON.stringify(statuses, null, 2));
  else for (const line of laneLines(statuses, terminal)) terminal.out(line);
  return 0;
}
