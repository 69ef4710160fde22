/** The answers of S3 about an object that is gone, or that somebody moved to where it must be asked for first. */
const LOST = ['NoSuchKey', 'InvalidObjectState'];

/**
 * True for the error of a failed call of AWS: what was to be archived is then tried again, and nothing is wrong with the
 * filing. An object that is gone stays gone.
 */
export function mayPass(error: unknown): boolean {
  return error instanceof Error && '$metadata' in error && !LOST.includes(error.name);
}
