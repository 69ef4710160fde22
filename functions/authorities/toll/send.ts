import { senderTo } from '../../send/sender.ts';
import { makeToll } from './index.ts';

/** The handler of the sender to Tolletaten. */
export const handler = senderTo(makeToll);
