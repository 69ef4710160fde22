import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import type { ConsoleAction } from './action.ts';
import type { Language } from './language.ts';
import type { Page } from './page.ts';
import type { OneTimeToken } from './security/one-time-token.ts';

export interface ConsoleOptions {
  gateway: GatewayConnection;
  token: OneTimeToken;
  /** The port that it is served on. */
  port: () => number;
  /** The language; the browser's where it is not given. */
  language?: Language | undefined;
  /** Nothing may be done; else the credentials decide. */
  isReadOnly: boolean;
  /** The profile of the AWS credentials. */
  profile?: string | undefined;
  /** Takes the lines of defects. */
  log(line: string): void;
  pages?: readonly Page[];
  actions?: readonly ConsoleAction[];
  now?: () => Date;
}
