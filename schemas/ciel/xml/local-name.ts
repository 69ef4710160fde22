import { type NamespaceScope, namespaceOf } from '../../xml/scope.ts';
import { NAMESPACE } from './namespace.ts';

/** The name of an element without its prefix; undefined where it is in another namespace. */
export function localName(scope: NamespaceScope, name: string): string | undefined {
  if (scope.resolved.has(name)) return scope.resolved.get(name);
  const colon = name.indexOf(':');
  const isOurs = namespaceOf(scope, name.slice(0, Math.max(0, colon))) === NAMESPACE;
  const local = isOurs ? name.slice(colon + 1) : undefined;
  scope.resolved.set(name, local);
  return local;
}
