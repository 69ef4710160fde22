import type { ConsoleAction } from './action.ts';
import { arriveAction } from './actions/arrive.ts';
import { askAction } from './actions/ask.ts';
import { correctAction } from './actions/correct.ts';
import { noteAction } from './actions/note.ts';
import { redriveAction } from './actions/redrive.ts';
import { replayAction, stopReplayAction } from './actions/replay.ts';
import { retellActions } from './actions/retell.ts';
import { settleAction } from './actions/settle.ts';
import { submitAction } from './actions/submit.ts';
import { switchActions } from './actions/switch-lanes.ts';
import { withdrawAction } from './actions/withdraw.ts';

/** The actions of the console: each a file below `actions/`, and a POST to `/actions/NAME`. */
export const consoleActions: readonly ConsoleAction[] = [
  correctAction,
  submitAction,
  askAction,
  arriveAction,
  noteAction,
  replayAction,
  stopReplayAction,
  ...switchActions,
  withdrawAction,
  redriveAction,
  ...retellActions,
  settleAction,
];
