import { parseAst } from 'vitest/node';

/** A node of a syntax tree, in the form of ESTree and, for types, of typescript-eslint. */
export interface Node {
  type: string;
  start: number;
  end: number;
  [field: string]: unknown;
}

/** Every node of a file's text, in the order of the text. A comment has none. */
export function nodesOf(text: string, file: string): Node[] {
  const pending: unknown[] = [parseAst(text, { lang: file.endsWith('.tsx') ? 'tsx' : 'ts' }, file)];
  const nodes: Node[] = [];
  while (pending.length > 0) {
    const next = pending.pop() as object;
    if ('type' in next && 'start' in next) nodes.push(next as Node);
    pending.push(...Object.values(next).filter((value) => typeof value === 'object' && value !== null));
  }
  return nodes.sort((a, b) => a.start - b.start);
}

/** The name that an identifier, or a string in its place, stands for. */
export function nameOf(node: Node | null | undefined): string {
  return String(node?.['name'] ?? node?.['value'] ?? '');
}

/** The text of a literal; undefined where it is put together only as the file runs. */
export function literalOf(node: Node | undefined): string | undefined {
  if (node?.type === 'Literal' && typeof node['value'] === 'string') return node['value'];
  const quasis = node?.type === 'TemplateLiteral' ? (node['quasis'] as { value: { cooked: string } }[]) : [];
  return quasis.length === 1 ? quasis[0]?.value.cooked : undefined;
}

/** The line of a place in a text, counted from 1. */
export function lineOf(text: string, place: number): number {
  return text.slice(0, place).split('\n').length;
}
