import type { Check, SurfaceFault } from './checks.ts';
import type { CustomsError } from './errors.ts';
import { surfaceError } from './errors.ts';

/** ALL errors of the surface (§2.3.5.2), at most 999 (Error_H7). */
export function surfaceErrors(form: Check, message: unknown): CustomsError[] {
  const faults: SurfaceFault[] = [];
  form(message, '', faults);
  return faults.slice(0, 999).map(surfaceError);
}
