import * as z from 'zod';

/**
 * The grounds of a place in a message, where the place or a part around it was not read in the authority's own text:
 * those of the innermost part that is marked so.
 * @param path the keys and indices that lead there
 */
export function inferredAt(schema: z.ZodType, path: readonly string[]): string | undefined {
  let grounds: string | undefined;
  let part: unknown = schema;
  for (const key of [undefined, ...path]) {
    part = key === undefined ? part : partOf(part, key);
    // A mark may stand on an optional part, or within it.
    for (; part instanceof z.ZodType; part = part.unwrap()) {
      grounds = groundsOf(part) ?? grounds;
      if (!(part instanceof z.ZodOptional)) break;
    }
  }
  return grounds;
}

function partOf(part: unknown, key: string): unknown {
  if (part instanceof z.ZodObject) return Object.hasOwn(part.shape, key) ? part.shape[key] : undefined;
  return part instanceof z.ZodArray ? part.element : undefined;
}

function groundsOf(part: z.ZodType): string | undefined {
  const grounds = part.meta()?.['x-grounds'];
  return typeof grounds === 'string' ? grounds : undefined;
}
