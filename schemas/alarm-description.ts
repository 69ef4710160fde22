/** The weight of an alarm: declarations stand still or are lost; they may soon; or it is good to know. */
export const alarmSeverities = ['critical', 'warning', 'notice'] as const;
export type AlarmSeverity = (typeof alarmSeverities)[number];

/** The parts of an alarm's description, which is the text of its mail. */
export interface AlarmText {
  severity: AlarmSeverity;
  /** The meaning, in a sentence or two. */
  means: string;
  /** The URL or the path of the runbook. */
  runbook: string;
  /** The kind of the alarm: the anchor of its section in the runbook. */
  kind: string;
}

/** The description of an alarm: its severity, its meaning and its place in the runbook. */
export function alarmDescription({ severity, means, runbook, kind }: AlarmText): string {
  return `${severity}: ${means} What to do: ${runbook}#${kind}`;
}

const DESCRIPTION = new RegExp(`^(${alarmSeverities.join('|')}): (.+) What to do: (\\S+)#([a-z-]+)$`);

/** The parts of a description that {@link alarmDescription} made; undefined for any other. */
export function readAlarmDescription(description: string): AlarmText | undefined {
  const [, severity, means, runbook, kind] = DESCRIPTION.exec(description) ?? [];
  if (!means || !runbook || !kind) return undefined;
  return { severity: severity as AlarmSeverity, means, runbook, kind };
}
