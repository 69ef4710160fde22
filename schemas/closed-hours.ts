import type { Trouble } from './trouble.ts';

/** True where the authority says that it is closed, by hours of its own: that is no outage. */
export const isClosedHours = ({ detail }: Partial<Trouble>): boolean => detail === 'service-closed';
