import { embeddedMetrics } from './embedded-metrics.ts';
import type { EventDefinition } from './event-definition.ts';
import type { FieldsOf, LogValue, NameOf } from './event-line.ts';
import { events } from './events.ts';

/**
 * The events of the gateway: each is one line and one metric, with only the fields that the catalogue names
 * (events.ts).
 */
export interface Telemetry {
  event<Name extends NameOf<'info'>>(name: Name, fields: FieldsOf<Name>): void;
  /** Reports an event that calls for a person. */
  problem<Name extends NameOf<'error'>>(name: Name, fields: FieldsOf<Name>): void;
}

export interface TelemetryOptions {
  /** The gateway's stage: the first dimension of every metric. */
  stage: string;
  now?: () => Date;
  write?: (line: string) => void;
}

/** The most entries of a list in a line, so that the line stays readable. */
const MOST_LISTED = 20;

/** Structured lines on standard output: Lambda passes them to CloudWatch, which reads the metrics from them. */
export function consoleTelemetry({
  stage,
  now = () => new Date(),
  write = (line) => process.stdout.write(`${line}\n`),
}: TelemetryOptions): Telemetry {
  const report = (name: keyof typeof events, given: Readonly<Record<string, LogValue>>) => {
    const definition: EventDefinition = events[name];
    const at = now();
    write(
      JSON.stringify({
        at: at.toISOString(),
        level: definition.level,
        event: name,
        ...sayable(definition, given),
        ...embeddedMetrics(definition, { stage, given, at }),
      }),
    );
  };
  return { event: report, problem: report };
}

/** The given fields that the catalogue names for this event. */
function sayable({ fields, metrics }: EventDefinition, given: Readonly<Record<string, LogValue>>) {
  const names = [...fields, ...metrics.flatMap(({ of }) => (of ? [of] : []))];
  return Object.fromEntries(
    names.map((field) => {
      const value = given[field];
      return [field, Array.isArray(value) ? value.slice(0, MOST_LISTED) : value];
    }),
  );
}

/** An error as it may be logged: its class and code. Its text may quote a declaration. */
export function errorFields(error: unknown): { error: string; code?: string } {
  if (!(error instanceof Error)) return { error: typeof error };
  const { code } = error as { code?: unknown };
  return { error: error.name, ...(typeof code === 'string' && { code }) };
}
