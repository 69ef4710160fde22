import type { Json } from './json.ts';

/** The names of a message on the wire. */
export interface WireNames {
  /** JSON in our names as it goes out; the very same text where no name changes. */
  write(text: string): string;
  /** JSON as it came, in our names; the very same text where no name changes. */
  read(text: string): string;
  /** A JSON Pointer in our names, in those of the wire. */
  pointer(pointer: string): string;
  /** A JSON Schema in our names, in those of the wire. */
  schema(schema: Json): Json;
}
