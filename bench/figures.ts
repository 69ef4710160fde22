import type { Figure } from './figure.ts';
import { tokens } from './figures/tokens.ts';

/** Every figure, in the order in which it is measured and shown. */
export const figures: readonly Figure[] = [tokens];
