import type { Metafile } from 'esbuild';
import { evaluatedIn, packagesOf } from '../../bench/support/bundle.ts';
import type { Allowance } from './allowances.ts';

/**
 * The parts of a bundle that are over budget, each with its growth.
 * @param bytes the file as it is deployed
 */
export function overruns(metafile: Metafile, bytes: number, allowance: Allowance): string[] {
  const { modules, bytes: atImport } = evaluatedIn(metafile);
  const packages = packagesOf(metafile);
  return [
    ...over('the bundle', bytes, allowance.bytes, 'bytes'),
    ...over('what an import evaluates', atImport, allowance.evaluated.bytes, 'bytes'),
    ...over('what an import evaluates', modules, allowance.evaluated.modules, 'modules'),
    ...packages.flatMap(([name, weight]) => {
      const most = allowance.packages[name];
      return most === undefined
        ? [`the package ${name} is new: ${weight} bytes (${broughtBy(metafile, name)})`]
        : over(name, weight, most, 'bytes');
    }),
    // An allowance that is no longer needed would let the part come back unnoticed.
    ...Object.keys(allowance.packages)
      .filter((name) => !packages.some(([held]) => held === name))
      .map((name) => `the package ${name} is not in it any more: take it out of its budget`),
  ];
}

const over = (what: string, is: number, most: number, unit: string): string[] =>
  is > most ? [`${what}: ${is} of ${most} ${unit}, ${is - most} too many`] : [];

/** The importers of a package. */
function broughtBy({ inputs }: Metafile, name: string): string {
  const folder = name
    .split(' > ')
    .map((one) => `node_modules/${one}/`)
    .join('');
  const importers = Object.entries(inputs)
    .filter(([file, { imports }]) => !file.includes(folder) && imports.some(({ path }) => path.includes(folder)))
    .map(([file]) => file);
  return `imported by ${importers.slice(0, 3).join(', ') || 'nobody that is known'}`;
}
