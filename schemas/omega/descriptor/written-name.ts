import type { Descriptor } from './form.ts';

/** The name of an element on the wire, by its name in the document. */
export function writtenName({ names }: Pick<Descriptor, 'names'>, name: string): string {
  return Object.hasOwn(names, name) ? (names[name] as string) : name;
}
