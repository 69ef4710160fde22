import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** A command: takes its options, opens the gateway where it needs one, and resolves to the exit code. */
export type Command<Options> = (
  options: Options,
  open: () => GatewayConnection,
  terminal: Terminal,
  now?: Date,
) => Promise<number>;
