import type { Advice } from '../lane-settings.ts';
import type { OmegaLane } from './lane.ts';

/** [OM-5] The setting of a lane that is probably wrong: the form of its messages is one that nobody has verified. */
export function advice(lane: unknown): Advice[] {
  if ((lane as OmegaLane).descriptor !== undefined) return [];
  return [
    {
      says: 'the built-in descriptor is used, which nobody has verified: SOAP version, namespaces, SOAPAction, names and order of the elements',
      remedy: "complete one by GRDF's XSD, as docs/omega-descriptor.md says, and name the file as descriptor",
    },
  ];
}
