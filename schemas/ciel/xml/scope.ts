import { decoded } from './entities.ts';
import { NAMESPACE } from './namespace.ts';

/** The prefixes of namespaces that hold at a place of a document. */
export interface NamespaceScope {
  namespaces: ReadonlyMap<string, string>;
  /** The names that were resolved already; undefined for those of other namespaces. */
  resolved: Map<string, string | undefined>;
}

/** The scope outside the root. */
export const outerScope = (): NamespaceScope => ({ namespaces: new Map(), resolved: new Map() });

/** The scope within an element with these attributes. */
export function scopeBelow(
  scope: NamespaceScope,
  attributes: Readonly<Record<string, string>> | undefined,
): NamespaceScope {
  if (!attributes) return scope;
  const declared = Object.entries(attributes).filter(([name]) => isDeclaration(name));
  if (declared.length === 0) return scope;
  const namespaces = new Map(scope.namespaces);
  for (const [name, value] of declared) namespaces.set(name.slice('xmlns:'.length), decoded(value) ?? value);
  return { namespaces, resolved: new Map() };
}

/** True for an attribute that declares a namespace. */
export const isDeclaration = (name: string) => name === 'xmlns' || name.startsWith('xmlns:');

/** The name of an element without its prefix; undefined where it is in another namespace. */
export function localName(scope: NamespaceScope, name: string): string | undefined {
  if (scope.resolved.has(name)) return scope.resolved.get(name);
  const colon = name.indexOf(':');
  const isOurs = scope.namespaces.get(name.slice(0, Math.max(0, colon))) === NAMESPACE;
  const local = isOurs ? name.slice(colon + 1) : undefined;
  scope.resolved.set(name, local);
  return local;
}

const INSTANCE = 'http://www.w3.org/2001/XMLSchema-instance';

/** True for a hint where the schema lies, which any element may have. */
export function isSchemaHint(scope: NamespaceScope, name: string): boolean {
  const [prefix = '', local = ''] = name.split(':');
  return scope.namespaces.get(prefix) === INSTANCE && /^(?:schemaLocation|noNamespaceSchemaLocation)$/.test(local);
}
