import { ciel } from './ciel/index.ts';
import type { AuthorityContract, InboundMessage, MessageContract, OutboundMessage } from './contract.ts';
import { deltaH7 } from './delta-h7/index.ts';
import type { FanOut } from './fan-out.ts';
import { type FilingKind, UNKNOWN_STATE } from './filing.ts';
import type { KindContract } from './kind-contract.ts';
import { omega } from './omega/index.ts';
import type { CalledRoute } from './route.ts';
import { toll } from './toll/index.ts';

/**
 * The one list of all messages of all authorities. Routes, URLs, validation, simulators and documents are derived from
 * it; nothing else states a path.
 */
export const catalogue = { 'delta-h7': deltaH7, toll, ciel, omega } as const satisfies Record<
  string,
  AuthorityContract
>;

export type AuthorityName = keyof typeof catalogue;
export const authorityNames = Object.keys(catalogue) as AuthorityName[];

export function isAuthority(name: unknown): name is AuthorityName {
  return typeof name === 'string' && Object.hasOwn(catalogue, name);
}

/** The contracts that the files of lanes correct, in this process. */
const corrected = new Map<AuthorityName, AuthorityContract>();

/** Has a contract take the place of the catalogue's in this process; undefined gives that back. */
export function replaceContract(authority: AuthorityName, contract: AuthorityContract | undefined): void {
  if (contract) corrected.set(authority, contract);
  else corrected.delete(authority);
}

export function contractOf(authority: AuthorityName): AuthorityContract {
  return corrected.get(authority) ?? catalogue[authority];
}

/** The contract of an authority's kind of filing; an empty one for a kind that the catalogue no longer has. */
export function kindOf(authority: AuthorityName, kind: FilingKind): KindContract {
  return contractOf(authority).kinds[kind] ?? {};
}

/** All kinds of filings, and all states, of every authority. */
export const filingKinds = distinct(({ kinds }) => Object.keys(kinds));
export const filingStates = [...distinct(({ states }) => states), UNKNOWN_STATE];

function distinct(read: (contract: AuthorityContract) => readonly string[]): string[] {
  return [...new Set(Object.values(catalogue).flatMap(read))];
}

/** The names under which an authority's references are shown; those of its filings of a kind, where one is given. */
export function referenceNames(authority: AuthorityName, kind?: FilingKind): readonly string[] {
  const { referenceName, references = [] } = contractOf(authority);
  const ofKind = kind === undefined ? undefined : kindOf(authority, kind).references;
  return ofKind ?? [referenceName, ...references];
}

/** The packages that contracts need, but for those of one authority: a function that serves it alone needs no other. */
export function packagesBeside(authority?: AuthorityName): string[] {
  const packagesOf = (name: AuthorityName) => contractOf(name).packages ?? [];
  const own = authority === undefined ? [] : packagesOf(authority);
  return [...new Set(authorityNames.flatMap(packagesOf))].filter((name) => !own.includes(name));
}

export function outboundMessages(authority: AuthorityName): OutboundMessage[] {
  return contractOf(authority).messages.filter((entry) => entry.direction === 'outbound');
}

/** The messages that the gateway carries out itself, among many filings. */
export function fanOutMessages(authority: AuthorityName): (OutboundMessage & { fanOut: FanOut })[] {
  return outboundMessages(authority).flatMap((entry) => (entry.fanOut ? [{ ...entry, fanOut: entry.fanOut }] : []));
}

/** The contract of a message to the authority, that of its first one where there is none of that name. */
export function outboundOrFirst(authority: AuthorityName, message: unknown): OutboundMessage {
  const messages = outboundMessages(authority);
  return messages.find((entry) => entry.message === message) ?? (messages[0] as OutboundMessage);
}

export function inboundMessages(authority: AuthorityName): InboundMessage[] {
  return contractOf(authority).messages.filter((entry) => entry.direction === 'inbound');
}

/** The contract of a message, in any spelling of its name; `undefined` where the authority has no such message. */
export function messageOf(authority: AuthorityName, name: string): MessageContract | undefined {
  const { messages, spellings = {} } = contractOf(authority);
  const message = Object.hasOwn(spellings, name) ? spellings[name] : name;
  return messages.find((entry) => entry.message === message);
}

/** A path on which an authority calls back, and the messages that may arrive there. */
export interface CallbackRoute {
  authority: AuthorityName;
  /** The path with its prefix; `{name}` stands for a part that varies. */
  path: string;
  /** The path of the catalogue, without prefix. */
  arrivalPath: string;
  kind: FilingKind;
  /** The place of the message's id, a JSON Pointer. */
  messageId: string;
  arrivals: { contract: InboundMessage; arrival: CalledRoute }[];
}

/** Every callback route of the given authorities, with and without the contract's prefix (H7-T2). */
export function callbackRoutes(authorities: readonly AuthorityName[]): CallbackRoute[] {
  return authorities.flatMap((authority) => {
    const arrivals = inboundMessages(authority).flatMap((contract) =>
      contract.routes.flatMap((route) => (route.by === 'callback' ? [{ contract, arrival: route }] : [])),
    );
    const byPath = new Map(arrivals.map(({ arrival }) => [arrival.path, arrival]));
    return ['', ...(contractOf(authority).callbackPrefixes ?? [])].flatMap((prefix) =>
      [...byPath.values()].map(({ path: arrivalPath, kind, messageId }) => ({
        authority,
        path: `${prefix}${arrivalPath}`,
        ...{ arrivalPath, kind, messageId },
        arrivals: arrivals.filter(({ arrival }) => arrival.path === arrivalPath),
      })),
    );
  });
}

/** True if an authority calls back, so that a gateway with its lane takes callbacks. */
export function callsBack(authority: AuthorityName): boolean {
  return callbackRoutes([authority]).length > 0;
}

/** The feeds of a lane, each with the seconds between two reads. */
export function feedsOf(authority: AuthorityName, lane: unknown): Record<string, number> {
  const feeds = Object.entries(contractOf(authority).feeds ?? {});
  return Object.fromEntries(
    feeds.flatMap(([feed, { everySeconds }]) => {
      const seconds = everySeconds(lane);
      return seconds === undefined ? [] : [[feed, seconds]];
    }),
  );
}

/** True for a part that no path can hold: a URL is read without it, however it is written, so it leads elsewhere. */
export const foldsAway = (part: string) => part === '.' || part === '..';

/** Fills the `{name}` parts of a path; a part that is missing or folds away is a programming error. */
export function fillPath(path: string, parts: Readonly<Record<string, string>>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const part = parts[name];
    if (part === undefined || foldsAway(part)) throw new TypeError(`The path ${path} needs ${name}`);
    return encodeURIComponent(part);
  });
}
