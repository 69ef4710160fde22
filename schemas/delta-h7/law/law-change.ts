/** A change of the law: its day, and what begins or ends with it. */
export interface LawChange {
  /** `2026-11-01`. */
  day: string;
  kind: 'begins' | 'ends';
  /** The rule, the code or the charge, in half a sentence. */
  what: string;
}
