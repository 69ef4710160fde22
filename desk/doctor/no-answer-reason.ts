/** The reason why a call had no answer, in a word or two; undefined where it was another failure. */
export function noAnswerReason(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.name === 'TimeoutError') return 'no answer in time';
  // fetch tells of the connection, of DNS and of TLS in its cause alone.
  if (error.name !== 'TypeError' || !(error.cause instanceof Error)) return undefined;
  const { code } = error.cause as { code?: unknown };
  return typeof code === 'string' ? code : error.cause.message;
}
