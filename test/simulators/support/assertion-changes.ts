import type { KeyObject } from 'node:crypto';

/** The parts of an assertion that a test may have otherwise. */
export interface AssertionChanges {
  header?: object;
  claims?: object;
  /** Claims that are left out. */
  without?: readonly string[];
  key?: KeyObject | Uint8Array;
}
