import { senderTo } from '../../send/sender.ts';
import { makeOmega } from './index.ts';

/** The handler of the sender to OMEGA. */
export const handler = senderTo(makeOmega);
