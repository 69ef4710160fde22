import { outboundMessages } from '../../../../schemas/catalogue.ts';
import type { PathParts } from '../exchange.ts';

/** The message that is sent to a path, with the value of each `{name}` of its endpoint. */
export interface AddressedMessage {
  message: string;
  parts: PathParts;
}

export type Router = (path: string) => AddressedMessage | undefined;

interface Endpoint {
  path: string;
  message: string;
}

/** Routes below the path of the base URL; those of the catalogue, unless others are given. */
export function routerBelow(basePath: string, messages: readonly Endpoint[] = outboundMessages('delta-h7')): Router {
  const exact = new Map<string, AddressedMessage>();
  const patterns: { pattern: RegExp; message: string }[] = [];
  for (const { path, message } of messages) {
    if (!path.includes('{')) exact.set(`${basePath}${path}`, { message, parts: {} });
    else patterns.push({ pattern: patternOf(`${basePath}${path}`), message });
  }
  return (path) => {
    const route = exact.get(path);
    if (route) return route;
    for (const { pattern, message } of patterns) {
      const match = pattern.exec(path);
      if (match) return { message, parts: decoded(match.groups ?? {}) };
    }
    return undefined;
  };
}

/** `{name}` stands for one part of a path. */
function patternOf(path: string): RegExp {
  const parts = path
    .split(/(\{\w+\})/)
    .map((part) =>
      part.startsWith('{') ? `(?<${part.slice(1, -1)}>[^/]+)` : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
    );
  return new RegExp(`^${parts.join('')}$`);
}

function decoded(parts: PathParts): PathParts {
  return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, decodedPart(part)]));
}

/** A part that is badly encoded is left as it is: it names nothing then. */
function decodedPart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
