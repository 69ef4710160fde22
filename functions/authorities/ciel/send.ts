import { senderTo } from '../../send/sender.ts';
import { makeCiel } from './index.ts';

/** The handler of the sender to CIEL. */
export const handler = senderTo(makeCiel);
