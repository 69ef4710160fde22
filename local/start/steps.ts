import type { AuthorityName } from '../../schemas/catalogue.ts';
import { nounOf } from '../../schemas/noun.ts';
import type { Screen } from './screen.ts';

/** The line above the steps of a start. */
export function startTitle(authorities: readonly AuthorityName[], samples: number): string {
  const counted = samples === 1 ? '1 sample' : `${samples} samples`;
  return `The gateway, its ${nounOf(authorities, 'authorities')} and ${counted}, all on this machine`;
}

/** Prints that a step is done, with the time since the one before, in columns that are as wide as the longest name. */
export function steps(screen: Screen, names: readonly string[]): (name: string, where: string) => void {
  const width = 1 + Math.max(...names.map(({ length }) => length));
  let from = performance.now();
  return (name, where) => {
    const seconds = `${((performance.now() - from) / 1000).toFixed(1)} s`.padStart(6);
    from = performance.now();
    screen.status('');
    screen.line(`  ${screen.paint('green', '✓')} ${name.padEnd(width)} ${seconds}  ${screen.paint('dim', where)}`);
  };
}
