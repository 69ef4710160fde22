const DATE_TIME = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.\d+)?(Z|[+-]\d{2}:\d{2})(?:\[[^\]]*\])?/;

/**
 * [H7-T4] The instant of a date-time as authorities write them, in any zone, in milliseconds since
 * the epoch: `2020-06-12T05:36:30-05:00[US/Central]`. The offset decides; the zone's name is an
 * ornament. `undefined` where the text is no date-time.
 */
export function instantOf(text: string | undefined): number | undefined {
  const match = text === undefined ? null : DATE_TIME.exec(text);
  if (!match) return undefined;
  const instant = Date.parse(`${match[1]}${match[2]}`);
  return Number.isNaN(instant) ? undefined : instant;
}
