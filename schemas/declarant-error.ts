/** The base of all error classes here: an error with a code for its reason. */
export abstract class DeclarantError extends Error {
  /** The reason, for programs; it stays the same when the message changes. */
  abstract readonly code: string;
}
