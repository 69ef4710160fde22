import type { AuthorityContract, InboundMessage, MessageContract, OutboundMessage } from './contract.ts';
import { deltaH7 } from './delta-h7/index.ts';

/**
 * The one list of what is exchanged with whom. Routes, URLs, validation, simulators and
 * documents are derived from it; nothing else states a path.
 */
export const catalogue = { 'delta-h7': deltaH7 } as const satisfies Record<string, AuthorityContract>;

export type AuthorityName = keyof typeof catalogue;
export const authorityNames = Object.keys(catalogue) as AuthorityName[];

export function isAuthority(name: unknown): name is AuthorityName {
  return typeof name === 'string' && Object.hasOwn(catalogue, name);
}

export function contractOf(authority: AuthorityName): AuthorityContract {
  return catalogue[authority];
}

export function outboundMessages(authority: AuthorityName): OutboundMessage[] {
  return contractOf(authority).messages.filter((entry) => entry.direction === 'outbound');
}

export function inboundMessages(authority: AuthorityName): InboundMessage[] {
  return contractOf(authority).messages.filter((entry) => entry.direction === 'inbound');
}

/** The entry of a message, or `undefined` where the authority has none of that name. */
export function messageOf(authority: AuthorityName, message: string): MessageContract | undefined {
  return contractOf(authority).messages.find((entry) => entry.message === message);
}

/** A callback route: a path on which an authority calls, and the messages that may arrive there. */
export interface CallbackRoute {
  authority: AuthorityName;
  /** With its prefix, `{name}` for a part that varies. */
  path: string;
  messages: InboundMessage[];
}

/** Every callback route of the given authorities, with and without the contract's prefix (H7-T2). */
export function callbackRoutes(authorities: readonly AuthorityName[]): CallbackRoute[] {
  return authorities.flatMap((authority) => {
    const inbound = inboundMessages(authority);
    const paths = [...new Set(inbound.flatMap((entry) => entry.paths))];
    return ['', ...contractOf(authority).callbackPrefixes].flatMap((prefix) =>
      paths.map((path) => ({
        authority,
        path: `${prefix}${path}`,
        messages: inbound.filter((entry) => entry.paths.includes(path)),
      })),
    );
  });
}

/** Fills the `{name}` parts of a path; a missing part is a programming error. */
export function fillPath(path: string, parts: Readonly<Record<string, string>>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const part = parts[name];
    if (part === undefined) throw new TypeError(`The path ${path} needs ${name}`);
    return encodeURIComponent(part);
  });
}
