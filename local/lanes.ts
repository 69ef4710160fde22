import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type AuthorityName, authorityNames, feedsOf, isAuthority } from '../schemas/catalogue.ts';
import { type Configuration, lanesOf, withLanes } from '../schemas/configuration.ts';
import { valueIn } from '../schemas/fault.ts';
import { isObject } from '../schemas/json.ts';
import { settingsOf } from '../schemas/settings.ts';
import { LocalFault } from './fault.ts';

/**
 * Reads the option `--lanes`: names of authorities, with commas between them.
 * @param file the name of the configuration, for people
 * @throws {LocalFault} `input`, one sentence for each name that is no lane of the configuration
 */
export function lanesNamed(list: string, configuration: Pick<Configuration, 'lanes'>, file: string): AuthorityName[] {
  const configured = lanesOf(configuration);
  const has = `${file} has ${configured.join(', ')}`;
  const names = list
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const faults = names
    .filter((name) => !configured.some((lane) => lane === name))
    .map((name) =>
      isAuthority(name)
        ? `--lanes: each lane must be in the configuration (found ${name}, and ${has}); add lanes.${name} to the file, or leave ${name} out.`
        : `--lanes: each lane must be called like an authority, one of ${authorityNames.join(', ')} (found ${name}); correct the name: ${has}.`,
    );
  if (names.length === 0)
    faults.push(
      `--lanes: at least one lane must be named (found nothing); name one or several, with commas between them: ${has}.`,
    );
  if (faults.length > 0) throw new LocalFault('input', faults);
  return configured.filter((lane) => names.includes(lane));
}

/**
 * Writes a configuration with some of its lanes only, for the app that is synthesized with it. The files that lanes
 * name stay where they are.
 * @returns the new file
 */
export function writeWithLanes(configFile: string, lanes: readonly AuthorityName[], directory: string): string {
  const file = path.join(directory, path.basename(configFile));
  const whole = JSON.parse(readFileSync(configFile, 'utf8')) as { lanes: Configuration['lanes'] };
  const kept = withLanes(whole, lanes);
  for (const authority of lanes) {
    for (const name of Object.keys(settingsOf(authority).files ?? {})) {
      const at = name.split('.');
      const part = valueIn(kept.lanes[authority], at.slice(0, -1));
      const key = at.at(-1) as string;
      if (isObject(part) && typeof part[key] === 'string')
        part[key] = path.resolve(path.dirname(configFile), part[key]);
    }
  }
  writeFileSync(file, JSON.stringify(kept));
  return file;
}

/**
 * The milliseconds between two reads of the feed that is read most often; infinite where there is no feed. A feed on
 * this machine may be read more often than each minute, which is as often as housekeeping looks elsewhere.
 */
export function quickestFeedMs({ lanes }: Pick<Configuration, 'lanes'>): number {
  const seconds = lanesOf({ lanes }).flatMap((lane) => Object.values(feedsOf(lane, lanes[lane])));
  return Math.min(...seconds) * 1000;
}
