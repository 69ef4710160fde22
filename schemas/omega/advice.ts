import type { Advice } from '../lane-settings.ts';
import type { Descriptor } from './descriptor/form.ts';

const remedy = "hold it against GRDF's XSD, as docs/omega-descriptor.md says";

/** [OM-5] The setting of a lane that is probably wrong: the form of its messages is one that nobody has verified. */
export function advice(_: unknown, files: { descriptor?: unknown }): Advice[] {
  const descriptor = files.descriptor as Descriptor | undefined;
  if (descriptor?.verified) return [];
  if (descriptor) return [{ says: 'its descriptor is not marked as verified', remedy: `${remedy}, then set verified` }];
  const says =
    'the built-in descriptor is used, which nobody has verified: SOAP version, namespaces, SOAPAction, names and order of the elements';
  return [{ says, remedy: `write one of your own, ${remedy}, and name the file as descriptor` }];
}
