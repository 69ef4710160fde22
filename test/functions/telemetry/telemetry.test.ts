import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type EventDefinition, eventFields } from '../../../functions/telemetry/event-definition.ts';
import type { EventName, LogValue } from '../../../functions/telemetry/event-line.ts';
import { events, stageDimension } from '../../../functions/telemetry/events.ts';
import { consoleTelemetry, errorFields } from '../../../functions/telemetry/log.ts';
import { readMetrics } from '../../support/embedded-metric-format.ts';
import { filesBelow, root } from '../../support/files.ts';
import { TOY } from '../../support/toy/register.ts';

const everyEvent = Object.entries(events) as [EventName, EventDefinition][];
const at = new Date('2026-11-22T10:00:00.000Z');

/** The line that is logged for an event with these fields. */
function lineOf(name: EventName, fields: Record<string, LogValue>): string {
  const lines: string[] = [];
  const telemetry = consoleTelemetry({ stage: 'test', now: () => at, write: (line) => lines.push(line) });
  telemetry.event(name as 'callback.stored', fields as never);
  expect(lines).toHaveLength(1);
  return lines[0] as string;
}

/** Some value for each field that an event may have. */
function filled({ dimensions, fields, metrics }: EventDefinition): Record<string, LogValue> {
  const values = metrics.flatMap(({ of }) => (of ? [[of, 7]] : []));
  return Object.fromEntries([
    ...dimensions.map((field) => [field, 'd']),
    ...fields.map((field) => [field, 'f']),
    ...values,
  ]);
}

describe('the catalogue of events', () => {
  it('counts no metric under two events, and names each as CloudWatch shows it', () => {
    const names = everyEvent.flatMap(([, { metrics }]) => metrics.map(({ name }) => name));
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^([A-Z][a-z]+)+$/);
    for (const name of names) expect(Object.keys(eventFields)).not.toContain(name);
  });

  it('tells metrics apart by few values only: never by what belongs to a single message', () => {
    const few = ['authority', 'message', 'status', 'token', 'certificate'];
    for (const [name, { dimensions }] of everyEvent)
      expect(
        dimensions.filter((dimension) => !few.includes(dimension)),
        name,
      ).toEqual([]);
  });

  it('says of each event what it means, and of each field, once', () => {
    for (const [name, { means, dimensions, fields, metrics }] of everyEvent) {
      expect(means, name).toMatch(/^[A-Z].*\.$/);
      const all = [...dimensions, ...fields, ...metrics.flatMap(({ of }) => of ?? [])];
      expect(new Set(all).size, name).toBe(all.length);
      expect(all, name).not.toContain(stageDimension);
    }
    const used = everyEvent.flatMap(([, { dimensions, fields, metrics }]) => [
      ...[...dimensions, ...fields],
      ...metrics.flatMap(({ of }) => of ?? []),
    ]);
    expect([...new Set(used)].sort()).toEqual(Object.keys(eventFields).sort());
  });

  it('holds no event that no function tells', () => {
    const sources = filesBelow('functions')
      .filter((file) => !file.startsWith('functions/telemetry/'))
      .map((file) => readFileSync(path.join(root, file), 'utf8'))
      .join('\n');
    const told = (name: string) => {
      const [subject] = name.split('.');
      return sources.includes(`'${name}'`) || sources.includes(`\`${subject}.\${`);
    };
    expect(everyEvent.map(([name]) => name).filter((name) => !told(name))).toEqual([]);
  });
});

describe('a line of the log', () => {
  it.each(everyEvent)('%s is a metric by the specification', (name, definition) => {
    const read = readMetrics(lineOf(name, filled(definition)));
    const { dimensions, alsoBy } = definition;
    expect(read).toEqual(
      [dimensions, ...(alsoBy ? [alsoBy] : [])].flatMap((by) =>
        definition.metrics.map((metric) => ({
          namespace: 'Declarant',
          name: metric.name,
          unit: metric.unit,
          value: metric.of ? 7 : 1,
          dimensions: { stage: 'test', ...Object.fromEntries(by.map((one) => [one, 'd'])) },
          at: at.getTime(),
        })),
      ),
    );
  });

  it('is whole, with its fields, time, level and name', () => {
    const line = lineOf('message.accepted', {
      authority: TOY,
      message: 'Letter',
      reference: 'L-1',
      httpStatus: 200,
    });
    expect(JSON.parse(line)).toEqual({
      at: '2026-11-22T10:00:00.000Z',
      level: 'info',
      event: 'message.accepted',
      stage: 'test',
      authority: TOY,
      message: 'Letter',
      reference: 'L-1',
      httpStatus: 200,
      MessageAccepted: 1,
      _aws: {
        Timestamp: at.getTime(),
        CloudWatchMetrics: [
          {
            Namespace: 'Declarant',
            Dimensions: [
              ['stage', 'authority', 'message'],
              ['stage', 'authority'],
            ],
            Metrics: [{ Name: 'MessageAccepted', Unit: 'Count' }],
          },
        ],
      },
    });
  });

  it('holds nothing that the catalogue does not have, whatever a caller hands on', () => {
    const more = { body: 'Camille Durand', payload: 'x', _aws: 'y' };
    const line = lineOf('message.accepted', { authority: TOY, message: 'Letter', ...more });
    expect(line).not.toMatch(/Camille|payload|"y"/);
  });

  it('is a metric also where a dimension is missing, and gives a number as a text there', () => {
    expect(readMetrics(lineOf('message.accepted', { authority: TOY, message: null }))[0]?.dimensions).toEqual({
      stage: 'test',
      authority: TOY,
      message: 'unknown',
    });
    expect(readMetrics(lineOf('callback.refused', { status: 401 }))[0]?.dimensions).toMatchObject({ status: '401' });
  });

  it('ends a list that is long', () => {
    const faults = Array.from({ length: 500 }, (_, n) => `/items/${n}: unknown property`);
    const line = JSON.parse(lineOf('callback.drift', { authority: TOY, message: 'News', faults }));
    expect(line.faults).toHaveLength(20);
  });

  it('says of an error its class and its code, never its text', () => {
    const error = Object.assign(new TypeError('Camille Durand'), { code: 'E_CODE' });
    expect(errorFields(error)).toEqual({ error: 'TypeError', code: 'E_CODE' });
    expect(errorFields('Camille Durand')).toEqual({ error: 'string' });
  });

  it('would be seen to be no metric', () => {
    const good = lineOf('callback.refused', { status: 401 });
    const spoil = (change: (line: Record<string, never>) => void) => {
      const line = JSON.parse(good);
      change(line);
      return () => readMetrics(JSON.stringify(line));
    };
    expect(spoil(() => {})).not.toThrow();
    expect(spoil((line) => delete line['_aws'])).toThrow();
    expect(spoil((line) => delete line['status'])).toThrow('status is no dimension');
    expect(spoil((line) => Object.assign(line, { status: 401 }))).toThrow('status is no dimension');
    expect(spoil((line) => Object.assign(line, { CallbackRefused: '1' }))).toThrow('CallbackRefused is no number');
  });
});
