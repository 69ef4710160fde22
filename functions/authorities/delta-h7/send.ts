import { senderTo } from '../../send/sender.ts';
import { makeDeltaH7 } from './index.ts';

/** Sends to Delta-H7 what its outbox holds. */
export const handler = senderTo(makeDeltaH7);
