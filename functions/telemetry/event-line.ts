import type { EventDefinition, EventField } from './event-definition.ts';
import type { events } from './events.ts';

type Events = typeof events;
export type EventName = keyof Events;
/** The events of a level. */
export type NameOf<Level extends EventDefinition['level']> = {
  [Name in EventName]: Events[Name]['level'] extends Level ? Name : never;
}[EventName];

export type LogValue = string | number | boolean | null | undefined | readonly string[];
type ValueField<Name extends EventName> = Extract<Events[Name]['metrics'][number], { of: EventField }>['of'];

/** The fields of an event: its dimensions and its metrics' values are required, the rest is optional. */
export type FieldsOf<Name extends EventName> = Record<Events[Name]['dimensions'][number], string | number> &
  Record<ValueField<Name>, number> &
  Partial<Record<Events[Name]['fields'][number], LogValue>>;
