import { ownCauses } from '../causes.ts';
import { certificateTroubles } from '../certificate-troubles.ts';

/** The meanings of what stops a lane to OMEGA, in one sentence each. */
export const troubles = ownCauses({ ...certificateTroubles });
