import type * as z from 'zod';

/**
 * Marks a part whose JSON name or format was not read in a text of the authority. The JSON Schema shows the mark as
 * `x-certainty`, with the grounds for the part.
 */
export function inferred<T extends z.ZodType>(schema: T, grounds: string): T {
  return schema.meta({ 'x-certainty': 'inferred', 'x-grounds': grounds });
}
