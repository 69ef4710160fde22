/** The middle of some numbers. */
export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** The number that a percentage of them does not exceed, interpolated between two neighbours. */
export function percentile(values: readonly number[], percent: number): number {
  if (values.length === 0) throw new RangeError('There are no values');
  const sorted = [...values].sort((a, b) => a - b);
  const place = ((sorted.length - 1) * percent) / 100;
  const below = sorted[Math.floor(place)] as number;
  const above = sorted[Math.ceil(place)] as number;
  return below + (above - below) * (place - Math.floor(place));
}

/**
 * Measures several things in turns, A B A B, so that other work of the machine affects them all alike. The first rounds
 * are not counted: they fill caches and let code be compiled.
 */
export async function inTurns<Name extends string>(
  rounds: number,
  measures: Record<Name, () => Promise<number>>,
  warmUp = 1,
): Promise<Record<Name, number[]>> {
  const entries = Object.entries(measures) as [Name, () => Promise<number>][];
  const samples = Object.fromEntries(entries.map(([name]) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round < rounds + warmUp; round += 1) {
    for (const [name, measure] of entries) {
      const value = await measure();
      if (round >= warmUp) samples[name].push(value);
    }
  }
  return samples;
}

/** The time that something takes, in milliseconds. */
export async function timeOf(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}
