import { type Figure, type Goal, judgementOf, type Measurement } from '../figure.ts';

/** The result of a figure: its numbers, or the reason why there are none. */
export interface Result {
  figure: Figure;
  measurement?: Measurement;
  failure?: string;
}

/** One number of a figure as it is shown. */
export interface Row {
  what: string;
  goal: string;
  measured: string;
  /** `met`, `missed`, or nothing where there is no goal. */
  judged: string;
}

export function rowsOf({ goals }: Figure, { values }: Measurement): Row[] {
  return Object.entries(goals).map(([name, goal]) => {
    const value = values[name] ?? Number.NaN;
    const judgement = judgementOf(goal, value);
    return {
      what: goal.what,
      goal: goalText(goal),
      measured: shown(value, goal),
      judged: judgement === 'told' ? '' : judgement,
    };
  });
}

function goalText(goal: Goal): string {
  const { atMost, atLeast } = goal;
  if (atMost !== undefined && atMost === atLeast) return shown(atMost, goal);
  return [atLeast !== undefined && `≥ ${shown(atLeast, goal)}`, atMost !== undefined && `≤ ${shown(atMost, goal)}`]
    .filter(Boolean)
    .join(', ');
}

function shown(value: number, { unit }: Goal): string {
  if (value === Number.POSITIVE_INFINITY) return 'never';
  const number = value.toLocaleString('en-GB', { maximumFractionDigits: Math.abs(value) < 100 ? 2 : 0 });
  return unit ? `${number} ${unit}` : number;
}

/** A result for people at a terminal. */
export function resultLines({ figure, measurement, failure }: Result): string[] {
  const title = ['', figure.id, `  ${figure.description}`];
  if (!measurement) return [...title, `  could not be measured: ${failure?.split('\n')[0]}`];
  const rows = rowsOf(figure, measurement);
  const width = Math.max(...rows.map(({ what }) => what.length));
  return [
    ...title,
    ...rows.map(({ what, goal, measured, judged }) =>
      `  ${what.padEnd(width)}  ${measured}${goal && ` (goal ${goal})`}  ${judged}`.trimEnd(),
    ),
    ...measurement.notes.map((note) => `    ${note}`),
  ];
}

export function figureLines(figures: readonly Figure[]): string[] {
  return figures.flatMap(({ id, description, goals }) => [
    `${id}: ${description}`,
    ...Object.values(goals).map((goal) => `    ${goal.what}${goalText(goal) && `: ${goalText(goal)}`}`),
  ]);
}
