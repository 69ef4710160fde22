import type { ApiResource, Integration } from './definition.ts';

/** The integration that a request goes to. */
export interface ApiRoute {
  resource: ApiResource;
  integration: Integration;
  /** Decoded, as functions are given them. */
  parameters: Record<string, string>;
}

/**
 * Finds the resource of a path that has the method. A literal part wins over `{part}`, and that
 * over `{part+}`; a resource that has the path but not the method gives way to a less specific
 * one that has both, as measured on AWS.
 */
export function findRoute(root: ApiResource, method: string, path: string): ApiRoute | undefined {
  const parts = path.split('/').slice(1);
  // API Gateway takes /a and /a/ for the same resource.
  if (parts.at(-1) === '') parts.pop();
  return find(root, method, parts, {});
}

function find(
  resource: ApiResource,
  method: string,
  parts: readonly string[],
  parameters: Record<string, string>,
): ApiRoute | undefined {
  const [first, ...rest] = parts;
  if (first === undefined) {
    const integration = resource.methods.get(method) ?? resource.methods.get('ANY');
    return integration && { resource, integration, parameters };
  }
  const part = decode(first);
  for (const child of inPrecedence(resource.children, part)) {
    const name = /^\{(.+?)(\+?)\}$/.exec(child.part);
    let found: ApiRoute | undefined;
    if (!name) found = find(child, method, rest, parameters);
    else if (name[2])
      found = find(child, method, [], { ...parameters, [String(name[1])]: parts.map(decode).join('/') });
    else if (part !== '') found = find(child, method, rest, { ...parameters, [String(name[1])]: part });
    if (found) return found;
  }
  return undefined;
}

function inPrecedence(children: readonly ApiResource[], part: string): ApiResource[] {
  const literal = children.filter((child) => child.part === part);
  const variable = children.filter((child) => child.part.startsWith('{') && !child.part.endsWith('+}'));
  const greedy = children.filter((child) => child.part.endsWith('+}'));
  return [...literal, ...variable, ...greedy];
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
