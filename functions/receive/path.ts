/**
 * The parts of a path that fill the `{name}` parts of a route, each decoded once; `undefined` for another path.
 * Repeated slashes count as one, slashes at the end as none.
 * @param path as it was called, percent-encoded
 */
export function partsOf(path: string, route: string): Record<string, string> | undefined {
  const called = path.split('/').filter(Boolean);
  const wanted = route.split('/').filter(Boolean);
  if (called.length !== wanted.length) return undefined;
  const parts: Record<string, string> = {};
  for (const [index, want] of wanted.entries()) {
    const part = decoded(called[index] ?? '');
    const name = /^\{(\w+)\}$/.exec(want)?.[1];
    if (name) parts[name] = part;
    else if (part !== want) return undefined;
  }
  return parts;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
