import type { FaultKind, SurfaceFault } from './checks.ts';

/** An entry of Error_H7 (asyncAPI 0.3.0). A technical one has neither type, code nor pointer (§2.3.5.2). */
export interface CustomsError {
  errorType?: number;
  errorCode?: string;
  errorPointer?: string;
  errorDescription?: string;
}

/**
 * Type and code of each kind of surface error. GUESSES: types after UN/EDIFACT 0085 (12 invalid
 * value, 13 missing, 14 and 15 not supported in this position), codes of our own making.
 */
const kinds: Readonly<Record<FaultKind, { errorType: number; errorCode: string }>> = {
  missing: { errorType: 13, errorCode: 'H7_SUR_001' },
  type: { errorType: 12, errorCode: 'H7_SUR_002' },
  format: { errorType: 12, errorCode: 'H7_SUR_003' },
  length: { errorType: 12, errorCode: 'H7_SUR_004' },
  list: { errorType: 14, errorCode: 'H7_SUR_005' },
  count: { errorType: 12, errorCode: 'H7_SUR_006' },
  unknown: { errorType: 15, errorCode: 'H7_SUR_007' },
  condition: { errorType: 15, errorCode: 'H7_SUR_008' },
};

export function surfaceError({ kind, pointer, description }: SurfaceFault): CustomsError {
  return customsError(kinds[kind].errorType, kinds[kind].errorCode, pointer, description);
}

/** A functional error, cut to the lengths of the published schema. */
export function customsError(type: number, code: string, pointer: string, description: string): CustomsError {
  return {
    errorType: type,
    errorCode: code.slice(0, 10),
    errorPointer: pointer.slice(0, 210),
    errorDescription: description.slice(0, 350),
  };
}

/** An error that says: send the same message again later (§2.3.6.1). */
export function technicalError(): CustomsError {
  return { errorDescription: 'Erreur technique : le message ne peut pas être pris en compte' };
}
