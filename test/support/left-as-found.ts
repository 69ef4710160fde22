import { afterAll } from 'vitest';
import { deskAuthorities } from '../../desk/authorities/registry.ts';
import { authorityNames, catalogue, contractOf } from '../../schemas/catalogue.ts';
import { settings } from '../../schemas/settings.ts';

/**
 * Fails a file of tests that leaves behind it another process than it found, since the next file runs in the same one.
 * It is a setup file, so that its `afterAll` comes after those of the file itself.
 */
const found = state();
afterAll(() => {
  const left = state();
  const changed = [...new Set([...found.keys(), ...left.keys()])].filter((key) => found.get(key) !== left.get(key));
  if (changed.length > 0) throw new Error(`These are not as they were before this file: ${changed.join(', ')}.`);
});

/** Everything that a test may be tempted to change, each part by a name. */
function state(): Map<string, unknown> {
  const registries = { catalogue, settings, deskAuthorities, 'process.env': process.env };
  const entries = Object.entries(registries).flatMap(([registry, values]) =>
    Object.entries(values).map(([name, value]) => [`${registry} ${name}`, value] as const),
  );
  return new Map<string, unknown>([
    ...entries,
    ...authorityNames.map((name) => [`contract of ${name}`, contractOf(name)] as const),
    ['authorityNames', authorityNames.join()],
    ['process.env', process.env],
    ['process.cwd', process.cwd()],
    ['Date', Date],
    ['fetch', fetch],
    ['setTimeout', setTimeout],
    ['process.stdout.write', process.stdout.write],
  ]);
}
