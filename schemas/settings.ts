import type { AuthorityName } from './catalogue.ts';
import type { Warning } from './contract.ts';
import { deltaH7Settings } from './delta-h7/settings.ts';
import { schemaFaults } from './fault.ts';
import type { LaneSettings } from './lane-settings.ts';

/** How the lane of each authority is set up. */
export const settings = { 'delta-h7': deltaH7Settings } as const satisfies Record<AuthorityName, LaneSettings>;

const settingsOf = (authority: AuthorityName): LaneSettings => settings[authority];

export function warningsOf(authority: AuthorityName, message: string, payload: unknown, on: Date): Warning[] {
  return settingsOf(authority).warnings?.(message, payload, on) ?? [];
}

/** What is wrong with the value of a lane's secret, to be read after its name; never with a value in it. */
export function credentialFaults(authority: AuthorityName, secret: string): string[] {
  const schema = settingsOf(authority).credentials();
  let value: unknown;
  try {
    value = JSON.parse(secret);
  } catch {
    return [` is not JSON {${credentialNames(authority).join(', ')}}`];
  }
  return schemaFaults(schema, value).map(
    ({ pointer, found }) => `: ${pointer.slice(1) || 'it'} must be filled text, and is ${found}`,
  );
}

/** The names of what a lane's secret holds. */
export function credentialNames(authority: AuthorityName): string[] {
  return Object.keys(settingsOf(authority).credentials().shape);
}
