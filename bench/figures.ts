import type { Figure } from './figure.ts';
import { importReceiver } from './figures/import-receiver.ts';
import { importSender } from './figures/import-sender.ts';
import { tokens } from './figures/tokens.ts';

/** Every figure, in the order in which it is measured and shown. */
export const figures: readonly Figure[] = [tokens, importSender, importReceiver];
