/** The base of every error class of ours: an error that tells its reason by a code. */
export abstract class DeclarantError extends Error {
  /** The reason, for programs: it stays where the message changes. */
  abstract readonly code: string;
}
