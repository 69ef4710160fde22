import { outboundMessages } from '../../../schemas/catalogue.ts';

/** The name of the message that is sent to a path below the base URL, from the catalogue. */
export type Router = (path: string) => string | undefined;

export function routerBelow(basePath: string): Router {
  const exact = new Map<string, string>();
  const patterns: { pattern: RegExp; message: string }[] = [];
  for (const { path, message } of outboundMessages('delta-h7')) {
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
