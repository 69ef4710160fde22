import { instantOf } from '../../schemas/instant.ts';

let inParis: Intl.DateTimeFormat | undefined;

/** An instant for people, by the clocks of Paris: `2026-11-22 11:24:01 +01:00`; a text that is none stays as it is. */
export function momentOf(at: string): string {
  const instant = instantOf(at);
  if (instant === undefined) return at;
  inParis ??= new Intl.DateTimeFormat('sv-SE', {
    ...{ timeZone: 'Europe/Paris', timeZoneName: 'longOffset', year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
  });
  return inParis.format(instant).replace('GMT', '');
}

/** A text of ours with its instants for people, in which they stand in UTC as machines have them. */
export function withMoments(text: string): string {
  return text.replace(/\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z/g, momentOf);
}

/** The age of an instant, in its largest unit: `12 s`, `5 min`, `3 h`, `2 d`. */
export function ageOf(at: string, now: Date): string {
  return durationText((now.getTime() - (instantOf(at) ?? now.getTime())) / 1000);
}

/** A time of seconds in its largest unit, as {@link ageOf} has it. */
export function durationText(lasting: number): string {
  const seconds = Math.max(0, Math.floor(lasting));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}

/** The time from one instant to a later one: `+0.7 s`, `+4 min 20 s`, `+3 h 5 min`, `+2 d 4 h`. */
export function stepOf(from: string, to: string): string {
  const seconds = ((instantWithMillis(to) ?? 0) - (instantWithMillis(from) ?? 0)) / 1000;
  if (seconds < 60) return `+${seconds.toFixed(1)} s`;
  const [large, small, name, rest] =
    seconds < 3600
      ? ([60, 1, 'min', 's'] as const)
      : seconds < 86_400
        ? ([3600, 60, 'h', 'min'] as const)
        : ([86_400, 3600, 'd', 'h'] as const);
  return `+${Math.floor(seconds / large)} ${name} ${Math.floor((seconds % large) / small)} ${rest}`;
}

function instantWithMillis(at: string): number | undefined {
  const instant = Date.parse(at);
  return Number.isNaN(instant) ? undefined : instant;
}
