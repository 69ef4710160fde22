import { outboundMessages } from '../../../schemas/catalogue.ts';

/** The name of the message that is sent to a path, if there is one. */
export type Router = (path: string) => string | undefined;

interface Endpoint {
  path: string;
  message: string;
}

/** Routes below the path of the base URL; those of the catalogue, unless others are given. */
export function routerBelow(basePath: string, messages: readonly Endpoint[] = outboundMessages('delta-h7')): Router {
  const exact = new Map<string, string>();
  const patterns: { pattern: RegExp; message: string }[] = [];
  for (const { path, message } of messages) {
    if (!path.includes('{')) exact.set(`${basePath}${path}`, message);
    else patterns.push({ pattern: patternOf(`${basePath}${path}`), message });
  }
  return (path) => exact.get(path) ?? patterns.find(({ pattern }) => pattern.test(path))?.message;
}

/** `{name}` stands for one part of a path. */
function patternOf(path: string): RegExp {
  const parts = path.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^/]+')}$`);
}
