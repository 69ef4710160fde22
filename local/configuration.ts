import { readFileSync } from 'node:fs';
import { isAuthority } from '../schemas/catalogue.ts';
import { type Configuration, callbacksOf, parseConfiguration } from '../schemas/configuration.ts';
import { FaultsError } from '../schemas/fault.ts';
import { isObject } from '../schemas/json.ts';
import { credentialFaults } from '../schemas/settings.ts';
import { LocalFault, thrownText } from './fault.ts';

export type { Configuration };

/**
 * Reads the configuration file.
 * @throws {LocalFault} `input`, one sentence for each fault
 */
export function loadConfiguration(file: string): Configuration {
  try {
    return parseConfiguration(read(file, 'configuration'), file);
  } catch (error) {
    if (!(error instanceof FaultsError)) throw error;
    throw new LocalFault(
      'input',
      error.faults.map(
        ({ pointer, rule, found, remedy }) =>
          `${file}: ${pointer || 'the whole file'}: ${rule} (found ${found}); ${remedy}.`,
      ),
    );
  }
}

/**
 * Reads the file of secrets: an object of names and values. A value may be an object, which stands
 * for its JSON, since that is what most secrets hold.
 * @throws {LocalFault} `input`, one sentence for each fault; never with a value in it
 */
export function readSecrets(file: string): Record<string, string> {
  let value: unknown;
  try {
    value = JSON.parse(read(file, 'secrets'));
  } catch (error) {
    // The parser's message is left out: it quotes the text, which is secret here.
    if (error instanceof SyntaxError) throw new LocalFault('input', `The secrets ${file} are not JSON.`);
    throw error;
  }
  if (!isObject(value)) throw new LocalFault('input', `The secrets ${file} are no object of names and values.`);
  const faults: string[] = [];
  const secrets: Record<string, string> = {};
  for (const [name, secret] of Object.entries(value)) {
    if (typeof secret === 'string' && secret !== '') secrets[name] = secret;
    else if (isObject(secret)) secrets[name] = JSON.stringify(secret);
    else faults.push(`${file}: the secret ${name} is neither filled text nor an object.`);
  }
  if (faults.length > 0) throw new LocalFault('input', faults);
  return secrets;
}

/**
 * Checks that every secret which the configuration names has a value, and one that can be used: known
 * before the template is.
 * @throws {LocalFault} `input`, naming each fault; never with a value in it
 */
export function checkSecrets(configuration: Configuration, secrets: Readonly<Record<string, string>>): void {
  const lanes = Object.values(configuration.lanes).filter((lane) => lane !== undefined);
  const callbacks = callbacksOf(configuration);
  const named = new Set([
    ...(callbacks ? [callbacks.tokenSecret] : []),
    ...lanes.map(({ credentialsSecret }) => credentialsSecret),
  ]);
  const missing = [...named].filter((name) => !Object.hasOwn(secrets, name));
  const faults = [...missing.map(missingSecret), ...laneFaults(configuration, secrets)];
  if (faults.length > 0) throw new LocalFault('input', faults);
}

/** The faults in the credentials of each lane, by the names of their fields. */
function laneFaults({ lanes }: Configuration, secrets: Readonly<Record<string, string>>): string[] {
  return Object.entries(lanes).flatMap(([authority, lane]) => {
    const secret = lane && secrets[lane.credentialsSecret];
    if (!lane || secret === undefined || !isAuthority(authority)) return [];
    return credentialFaults(authority, secret).map((fault) => `The secret ${lane.credentialsSecret}${fault}.`);
  });
}

export function missingSecret(name: string): string {
  return `The secret ${name} has no value: add it to the secrets.`;
}

function read(file: string, what: 'configuration' | 'secrets'): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const how =
      code === 'ENOENT'
        ? 'does not exist'
        : code === 'EISDIR'
          ? 'is a directory'
          : `cannot be read: ${thrownText(error)}`;
    throw new LocalFault('input', `The file of the ${what}, ${file}, ${how}.`);
  }
}
