import { senderTo } from '../../send/sender.ts';
import { makeDeltaH7 } from './index.ts';

/** The handler of the sender to Delta-H7. */
export const handler = senderTo(makeDeltaH7);
