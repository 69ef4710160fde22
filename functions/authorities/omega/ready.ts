import { dateFaults } from '../../../schemas/omega/date-rule.ts';
import type { Readiness } from '../authority.ts';

/**
 * [OM-2] The readiness of a request, whose date has to be far enough ahead also when it was parked, and as the second
 * step.
 */
export function readyByDate(payload: Record<string, unknown>, now: Date): Readiness {
  const faults = dateFaults(payload, now);
  if (faults.length === 0) return { kind: 'ready', payload, parts: {} };
  return { kind: 'never', faults: faults.map((fault) => ({ ...fault, pointer: `/payload${fault.pointer}` })) };
}
