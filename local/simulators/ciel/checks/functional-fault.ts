/** A functional error, with its code and a text for people. */
export interface FunctionalFault {
  /** `013`. */
  code: string;
  text: string;
}

/** A fault where something is so, and none where it is not. */
export function faultIf(isSo: boolean, code: string, text: string): FunctionalFault[] {
  return isSo ? [{ code, text }] : [];
}
