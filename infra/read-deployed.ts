import { readFileSync } from 'node:fs';
import { type Configuration, parseConfiguration } from '../schemas/configuration.ts';
import { UnusableConfiguration } from './unusable-configuration.ts';

/**
 * Reads the configuration file that is named to the CDK.
 * @throws {UnusableConfiguration} where none is named, or it cannot be read
 * @throws {FaultsError} where it cannot be used, with every fault
 */
export function readDeployed(file: unknown): Configuration {
  if (typeof file !== 'string')
    throw new UnusableConfiguration('Name the configuration file: npx cdk synth -c config=FILE');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new UnusableConfiguration(
      `The configuration ${file} cannot be read: name another with -c config=FILE, or write one: npx declarant init ${file}`,
    );
  }
  return parseConfiguration(text, file);
}
