import { lazily } from '../../lazily.ts';
import { checkPlaces } from './check-places.ts';
import { descriptorForm } from './form.ts';

/**
 * [OM-5] The form of the messages on the wire: all that the document leaves to the XSD, which only suppliers have. An
 * operator completes it; docs/omega-descriptor.md says how.
 */
export const descriptor = lazily(() => descriptorForm().superRefine(checkPlaces));
