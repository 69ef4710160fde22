import { senderTo } from '../../send/sender.ts';
import { makeStub } from './index.ts';

/** The handler of the sender to the stub. */
export const handler = senderTo(makeStub);
