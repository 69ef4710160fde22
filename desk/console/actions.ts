import type { ConsoleAction } from './action.ts';
import { settleAction } from './actions/settle.ts';

/** The actions of the console: each a file below `actions/`, and a POST to `/actions/NAME`. */
export const consoleActions: readonly ConsoleAction[] = [settleAction];
