import { type AuthorityName, contractOf } from '../../schemas/catalogue.ts';
import type { Screen } from './screen.ts';

/** The noun of an authority as that of a gateway: `its authority`; a name stands alone. */
export function itsNoun(noun: string): string {
  return /^\p{Lu}/u.test(noun) ? noun : `its ${noun}`;
}

/** The line above the steps of a start. */
export function startTitle(authorities: readonly AuthorityName[], samples: number): string {
  const counted = samples === 1 ? '1 sample' : `${samples} samples`;
  const nouns = authorities.map((authority) => itsNoun(contractOf(authority).noun));
  return `The gateway, ${nouns.join(', ')} and ${counted}, all on this machine`;
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
