import type { InboundMessage } from '../contract.ts';
import { declarationReference } from './declaration-reference.ts';
import { drm } from './drm/drm.ts';
import { FILED } from './states.ts';

/** A declaration that came back validated: it is filed. */
export const drmValidee: InboundMessage = {
  message: 'DRM-validée',
  direction: 'inbound',
  title: 'The operator validated a declaration in CIEL, or corrected one that was validated',
  source: 'contract v2.24 §4 (IIP2), XSD 1.21, message-interprofession',
  certainty: 'verified',
  schema: drm,
  routes: [{ by: 'feed', kind: 'declaration', feed: 'returns' }],
  announces: 'state-changed',
  // A file that cannot be read states no facts.
  facts: (declaration) =>
    declarationReference.of(declaration) === undefined ? {} : { state: { raw: FILED }, declaration },
};
