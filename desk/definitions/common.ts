import { type Command, InvalidArgumentError } from 'commander';
import type { ConnectOptions } from '../gateway/connect.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import type { Terminal } from '../terminal/terminal.ts';

export interface CommonOptions extends ConnectOptions {
  json?: true;
}

/** The options of a command that commander gives: all but its arguments. */
export type Flags<Options, Arguments extends keyof Options = never> = Omit<Options, Arguments> & CommonOptions;

/** Runs a command, loaded only then, on the gateway that its options name. */
export type Run = (
  options: CommonOptions,
  command: (open: () => GatewayConnection) => Promise<number>,
) => Promise<void>;

/** Adds the commands of one topic: their options and help, and nothing of what they do. */
export type Define = (parent: Command, run: Run, terminal: Terminal) => void;

/** The options of every command that talks to a gateway. */
export function withGateway(command: Command): Command {
  return command
    .option('--json', 'print JSON for machines')
    .option('--config <file>', 'talk to the gateway that was deployed with this configuration, on your AWS credentials')
    .option('--gateway <pid>', 'which local gateway, where several run (default: the newest)', processId);
}

function processId(text: string): number {
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new InvalidArgumentError('A process id is a whole number.');
  return Number(text);
}

export function parseWholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('Give a whole number from 1.');
  return Number(text);
}
