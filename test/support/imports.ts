import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './files.ts';
import { lineOf, literalOf, type Node, nameOf, nodesOf } from './syntax.ts';

/** An import, in whatever form it is written. */
export interface Import {
  /** `file` is a path from the root of the package, `package` a name; `unknown` is only known by running the code. */
  of: 'file' | 'package' | 'unknown';
  target: string;
  line: number;
}

/** Every import of a file: static ones, dynamic ones, those of types, by `require`, and what it exports from elsewhere. */
export function importsOf(file: string): Import[] {
  return importsIn(readFileSync(path.join(root, file), 'utf8'), file);
}

/** Every import of a text, as if it stood in this file. What stands in a comment or in a string is none. */
export function importsIn(text: string, file: string): Import[] {
  const nodes = nodesOf(text, file);
  const requires = requiresOf(nodes);
  return nodes.flatMap((node) => {
    const source = sourceOf(node, requires);
    return source ? [{ ...resolved(source.from, file), line: lineOf(text, node.start) }] : [];
  });
}

interface Requires {
  /** The names of functions that make one: `createRequire`, by whatever name. */
  makers: ReadonlySet<string>;
  /** The names of those made for this very file, and `require` itself. */
  own: ReadonlySet<string>;
  /** The names of those made for another place: a relative path says nothing of ours there. */
  foreign: ReadonlySet<string>;
}

/** The source of an import, `undefined` of any other node; its `from` is undefined where it is put together as the file runs. */
function sourceOf(node: Node, requires: Requires): { from: string | undefined } | undefined {
  const source = node['source'] as Node | null | undefined;
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return source ? { from: literalOf(source) } : undefined;
    case 'ImportExpression':
    case 'TSImportType':
      return { from: literalOf(source ?? undefined) };
    case 'TSExternalModuleReference':
      return { from: literalOf(node['expression'] as Node) };
    case 'CallExpression': {
      const place = requirePlace(node['callee'] as Node, requires);
      const from = literalOf((node['arguments'] as Node[])[0]);
      return place && { from: place === 'foreign' && from?.startsWith('.') ? undefined : from };
    }
    default:
      return undefined;
  }
}

/** The base from which a call finds a module: `require(…)`, `require.resolve(…)`, `createRequire(…)(…)`, `import.meta.resolve(…)`. */
function requirePlace(callee: Node, requires: Requires): 'own' | 'foreign' | undefined {
  if (callee.type === 'Identifier') {
    if (requires.own.has(nameOf(callee))) return 'own';
    return requires.foreign.has(nameOf(callee)) ? 'foreign' : undefined;
  }
  if (callee.type === 'CallExpression') return placeMadeFor(callee, requires.makers);
  if (callee.type !== 'MemberExpression' || nameOf(callee['property'] as Node) !== 'resolve') return undefined;
  const object = callee['object'] as Node;
  return object.type === 'MetaProperty' ? 'own' : requirePlace(object, requires);
}

function requiresOf(nodes: readonly Node[]): Requires {
  const renamed = nodes.filter(
    (node) => node.type === 'ImportSpecifier' && nameOf(node['imported'] as Node) === 'createRequire',
  );
  const makers = new Set(['createRequire', ...renamed.map((node) => nameOf(node['local'] as Node))]);
  const own = new Set(['require']);
  const foreign = new Set<string>();
  for (const node of nodes) {
    if (node.type !== 'VariableDeclarator') continue;
    const place = placeMadeFor(node['init'] as Node | null, makers);
    if (place) (place === 'own' ? own : foreign).add(nameOf(node['id'] as Node));
  }
  return { makers, own, foreign };
}

function placeMadeFor(node: Node | null, makers: ReadonlySet<string>): 'own' | 'foreign' | undefined {
  if (node?.type !== 'CallExpression') return undefined;
  const callee = node['callee'] as Node;
  if (!makers.has(nameOf(callee.type === 'MemberExpression' ? (callee['property'] as Node) : callee))) return undefined;
  const base = (node['arguments'] as Node[])[0];
  const isMeta = base?.type === 'MemberExpression' && (base['object'] as Node).type === 'MetaProperty';
  return isMeta || nameOf(base) === '__filename' ? 'own' : 'foreign';
}

function resolved(specifier: string | undefined, file: string): Pick<Import, 'of' | 'target'> {
  if (specifier === undefined) return { of: 'unknown', target: 'what only running it would tell' };
  if (specifier.startsWith('.')) return { of: 'file', target: path.join(path.dirname(file), specifier) };
  if (specifier.startsWith('file:')) return { of: 'file', target: path.relative(root, new URL(specifier).pathname) };
  if (path.isAbsolute(specifier)) return { of: 'file', target: path.relative(root, specifier) };
  return { of: 'package', target: specifier };
}
