import { decoded } from './entities.ts';

/** The prefixes of namespaces that hold at a place of a document. */
export interface NamespaceScope {
  /** Those that the innermost element declares, by their prefixes. */
  own: ReadonlyMap<string, string>;
  /** The scope around it: no element has more than a few, however many prefixes are declared. */
  outer: NamespaceScope | undefined;
  /** The names that were resolved already; undefined for those of other namespaces. */
  resolved: Map<string, string | undefined>;
}

/** The scope outside the root. */
export const outerScope = (): NamespaceScope => ({ own: new Map(), outer: undefined, resolved: new Map() });

/** The scope within an element with these attributes. */
export function scopeBelow(
  scope: NamespaceScope,
  attributes: Readonly<Record<string, string>> | undefined,
): NamespaceScope {
  if (!attributes) return scope;
  const declared = Object.entries(attributes).filter(([name]) => isDeclaration(name));
  if (declared.length === 0) return scope;
  const own = new Map(declared.map(([name, value]) => [name.slice('xmlns:'.length), decoded(value) ?? value]));
  return { own, outer: scope, resolved: new Map() };
}

/** The namespace of a prefix; that of names without one is the prefix `''`. */
export function namespaceOf(scope: NamespaceScope, prefix: string): string | undefined {
  for (let at: NamespaceScope | undefined = scope; at; at = at.outer) {
    const found = at.own.get(prefix);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** True for an attribute that declares a namespace. */
export const isDeclaration = (name: string) => name === 'xmlns' || name.startsWith('xmlns:');

/** True for a declaration that no namespace may have: of a prefix for none, or of one that is XML's own. */
export const isCrooked = (name: string, namespace: string) =>
  name === 'xmlns:xml' || name === 'xmlns:xmlns' || (name !== 'xmlns' && namespace === '');

const INSTANCE = 'http://www.w3.org/2001/XMLSchema-instance';

/** True for a hint where the schema lies, which any element may have. */
export function isSchemaHint(scope: NamespaceScope, name: string): boolean {
  const [prefix = '', local = ''] = name.split(':');
  return namespaceOf(scope, prefix) === INSTANCE && /^(?:schemaLocation|noNamespaceSchemaLocation)$/.test(local);
}
