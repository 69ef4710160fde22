import type { Figure } from './figure.ts';

/** Every figure, in the order in which it is measured and shown. */
export const figures: readonly Figure[] = [];
