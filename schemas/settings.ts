import type { AuthorityName } from './catalogue.ts';
import { cielSettings } from './ciel/settings.ts';
import { deltaH7Settings } from './delta-h7/settings.ts';
import type { Estimate } from './estimate.ts';
import { schemaFaults } from './fault.ts';
import { jsonIn } from './json.ts';
import type { LaneSettings } from './lane-settings.ts';
import type { Law } from './law.ts';
import { omegaSettings } from './omega/settings.ts';
import { tollSettings } from './toll/settings.ts';
import type { View } from './view.ts';

/** The lane settings of each authority. */
export const settings = {
  'delta-h7': deltaH7Settings,
  toll: tollSettings,
  ciel: cielSettings,
  omega: omegaSettings,
} as const satisfies Record<AuthorityName, LaneSettings>;

export const settingsOf = (authority: AuthorityName): LaneSettings => settings[authority];

export const viewOf = (authority: AuthorityName): View => settingsOf(authority).view;

/**
 * The law by which an authority's lane judges messages: as its sender does, with the authority's doubts.
 * @param lane the lane's settings, where there is a configuration
 * @param files the contents of the files that it names, by its keys
 */
export function lawOf(authority: AuthorityName, lane?: unknown, files: Readonly<Record<string, unknown>> = {}): Law {
  const { law, warnings } = settingsOf(authority);
  return law?.(lane, files) ?? ((...judged) => ({ faults: [], warnings: warnings?.(...judged) ?? [] }));
}

/**
 * Estimates the charges on a message by the law of a day, where its authority's charges are known and it owes any.
 * @param files the contents of the files that its lane names, by its keys
 */
export function estimateOf(
  authority: AuthorityName,
  message: string,
  payload: unknown,
  on: Date,
  files: Readonly<Record<string, unknown>> = {},
): Estimate | undefined {
  return settingsOf(authority).estimate?.(message, payload, on, files);
}

/** The faults in the value of a lane's secret, worded to follow the secret's name; never with a value in them. */
export function credentialFaults(authority: AuthorityName, secret: string): string[] {
  const value = jsonIn(secret);
  if (value === undefined) return [` is not JSON {${credentialNames(authority).join(', ')}}`];
  return schemaFaults(settingsOf(authority).credentials(), value).map(
    ({ pointer, found }) => `: ${pointer.slice(1) || 'it'} must be filled text, and is ${found}`,
  );
}

/** The names of the fields in a lane's secret. */
function credentialNames(authority: AuthorityName): string[] {
  return Object.keys(settingsOf(authority).credentials().shape);
}
