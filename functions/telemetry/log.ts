/** What may stand in a log line: names, counts and references, never a body, a token or a person. */
export type LogFields = Record<string, string | number | boolean | null | undefined | readonly string[]>;

export interface Telemetry {
  /** One event of business, one line: `declaration.sent`, `callback.stored`. */
  event(name: string, fields?: LogFields): void;
  /** Something that a person must look at. */
  problem(name: string, fields?: LogFields): void;
}

/** Structured lines on standard output, where Lambda takes them to CloudWatch. */
export function consoleTelemetry(now: () => Date = () => new Date()): Telemetry {
  const write =
    (level: string) =>
    (name: string, fields: LogFields = {}) => {
      process.stdout.write(`${JSON.stringify({ at: now().toISOString(), level, event: name, ...fields })}\n`);
    };
  return { event: write('info'), problem: write('error') };
}

/** An error as it may be logged: its class and code. Its text may quote a declaration. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const { code } = error as { code?: unknown };
  return { error: error.name, ...(typeof code === 'string' && { code }) };
}
