import { embeddedMetrics } from './embedded-metrics.ts';
import type { EventDefinition } from './event-definition.ts';
import type { FieldsOf, LogValue, NameOf } from './event-line.ts';
import { events } from './events.ts';

/** One event of business, one line, one metric: only what the catalogue names (events.ts). */
export interface Telemetry {
  event<Name extends NameOf<'info'>>(name: Name, fields: FieldsOf<Name>): void;
  /** Something that a person must look at. */
  problem<Name extends NameOf<'error'>>(name: Name, fields: FieldsOf<Name>): void;
}

export interface TelemetryOptions {
  /** Of the gateway: the first dimension of every metric. */
  stage: string;
  now?: () => Date;
  write?: (line: string) => void;
}

/** A list in a line is cut after so many: a line is to be read. */
const MOST_LISTED = 20;

/** Structured lines on standard output, where Lambda takes them to CloudWatch, which reads the metrics from them. */
export function consoleTelemetry({
  stage,
  now = () => new Date(),
  write = (line) => process.stdout.write(`${line}\n`),
}: TelemetryOptions): Telemetry {
  const tell = (name: keyof typeof events, given: Readonly<Record<string, LogValue>>) => {
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
  return { event: tell, problem: tell };
}

/** What the catalogue has for this event, and nothing else that a caller may have handed on. */
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
